import { cellAbove, cellBelow, cellRightOf } from './context-of.ts'
import { findCourtFileNumbers } from './court-file-number.ts'
import { found, foundWhenLikely, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { fileNumberShape, findShapedNumbers } from './file-number-shape.ts'
import type { Proposal } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { Cell, PageText, Place } from './reading.ts'
import { findLabels, referenceAtStart } from './reference-labels.ts'
import type { FoundLabel, ReferenceKind } from './reference-labels.ts'

export interface ReferenceContext {
  /** Own file numbers or templates of them, as examples; their shape tells own numbers from others. */
  readonly fileNumberPatterns: readonly string[]
}

/** A labelled number and where it stands. */
export interface LabelledReference {
  readonly kind: ReferenceKind
  readonly value: string
  readonly label: string
  readonly place: Place
}

const MAX_PROPOSALS = 8
const LEAST_WEIGHT = 0.4

export function extractFileNumbers(pages: readonly PageText[], context: ReferenceContext): FieldResult {
  const shapes = new Set(context.fileNumberPatterns.map(fileNumberShape))
  const proposals = pages.flatMap((page) => [
    ...shapedProposals(page, shapes),
    ...courtProposals(page),
    ...labelledReferences(page).flatMap((reference) => labelledFileNumber(reference, shapes)),
  ])
  return found(ranked(proposals, MAX_PROPOSALS), 'Kein Aktenzeichen gefunden.')
}

export function extractForeignReference(pages: readonly PageText[], context: ReferenceContext): FieldResult {
  const shapes = new Set(context.fileNumberPatterns.map(fileNumberShape))
  const proposals = pages
    .slice(0, 3)
    .flatMap((page) => labelledReferences(page).flatMap((reference) => foreignProposal(reference, shapes)))
  return foundWhenLikely(
    ranked(proposals, MAX_PROPOSALS),
    LEAST_WEIGHT,
    'Kein Zeichen des Absenders gefunden.',
  )
}

function shapedProposals(page: PageText, shapes: ReadonlySet<string>): readonly Proposal[] {
  return findShapedNumbers(page.text, shapes).map(({ start, end, fileNumber }) =>
    proposalOf({
      value: fileNumber,
      place: placeOf(page, start, end),
      reasons: [reason('own-shape', 'Aufgebaut wie ein eigenes Aktenzeichen.', 3)],
      details: { kind: 'own' },
    }),
  )
}

function courtProposals(page: PageText): readonly Proposal[] {
  return findCourtFileNumbers(page.text).map(({ start, end, fileNumber }) =>
    proposalOf({
      value: fileNumber,
      place: placeOf(page, start, end),
      reasons: [reason('court-shape', 'Aufgebaut wie das Aktenzeichen eines Gerichts.', 1.5)],
      details: { kind: 'court' },
    }),
  )
}

function labelledFileNumber(
  { kind, value, label, place }: LabelledReference,
  shapes: ReadonlySet<string>,
): Proposal[] {
  if (kind !== 'our-reference' && kind !== 'file-number') return []
  const isOwn = shapes.has(fileNumberShape(value))
  const reasons = [reason('label', `Davor oder darüber steht „${label}“.`, kind === 'our-reference' ? 2 : 1)]
  if (isOwn) reasons.push(reason('own-shape', 'Aufgebaut wie ein eigenes Aktenzeichen.', 3))
  const printed = isOwn ? value.replace(/\s+/g, '') : value
  return [
    proposalOf({
      value: printed,
      place,
      reasons,
      details: { kind: isOwn || kind === 'our-reference' ? 'own' : 'labelled' },
    }),
  ]
}

/** How surely a label means the sender's own sign for the matter. */
const FOREIGN_STRENGTH: Readonly<Record<ReferenceKind, number>> = {
  'our-reference': -4,
  'sender-reference': 2.5,
  'cash-reference': 2.2,
  'invoice-number': 2.4,
  'file-number': 1.8,
  'case-number': 1,
  'customer-number': 0.3,
  'order-number': -0.2,
}

function foreignProposal(
  { kind, value, label, place }: LabelledReference,
  shapes: ReadonlySet<string>,
): Proposal[] {
  if (kind === 'our-reference' || shapes.has(fileNumberShape(value))) return []
  const reasons = [reason('label', `Davor oder darüber steht „${label}“.`, FOREIGN_STRENGTH[kind])]
  return [proposalOf({ value, place, reasons, details: { kind } })]
}

/** Every number behind, right of or under a label that says what it is. */
export function labelledReferences(page: PageText): readonly LabelledReference[] {
  return page.cells.flatMap((cell) => {
    const labels = labelsOf(page, cell)
    return labels.flatMap((label, index) => {
      const next = labels[index + 1]?.start ?? cell.text.length
      return valueInside(page, cell, label, next) ?? valueBeside(page, cell, label) ?? []
    })
  })
}

const NUMBER_LINE = /^(?:nr\.?|nummer:?|no\.?)(?=\s)/iu
const TITLE_ABOVE = /(?:rechnung|gutschrift|mahnung|invoice)$/iu

/** "RECHNUNG" on one line and "Nr. 123" on the next are one label. */
function labelsOf(page: PageText, cell: Cell): readonly FoundLabel[] {
  const labels = findLabels(cell.text)
  const number = NUMBER_LINE.exec(cell.text)
  const title =
    labels.length === 0 && number !== null ? TITLE_ABOVE.exec(cellAbove(page, cell)?.text ?? '') : null
  if (number === null || title === null) return labels
  const text = `${title[0]} ${number[0]}`
  return [{ kind: 'invoice-number', start: 0, end: number[0].length, text }]
}

function valueInside(
  page: PageText,
  cell: Cell,
  label: FoundLabel,
  until: number,
): LabelledReference | undefined {
  const hit = referenceAtStart(cell.text.slice(label.end, until))
  if (hit === undefined) return undefined
  const place = placeOf(page, cell.start + label.end, cell.start + label.end + hit.end)
  return { kind: label.kind, value: hit.value, label: label.text, place }
}

/** Right of a label that ends its cell; when that is a label too, the row is a heading and the value stands below. */
function valueBeside(page: PageText, cell: Cell, label: FoundLabel): LabelledReference | undefined {
  if (/[\p{L}\d]/u.test(cell.text.slice(label.end))) return undefined
  const right = cellRightOf(page, cell)
  const isHeading =
    right !== undefined && /\p{L}/u.test(right.text) && referenceAtStart(right.text) === undefined
  const candidates = isHeading ? [cellBelow(page, cell)] : [right, cellBelow(page, cell)]
  for (const candidate of candidates) {
    const hit = candidate === undefined ? undefined : referenceAtStart(candidate.text)
    if (candidate === undefined || hit === undefined) continue
    const place = placeOf(page, candidate.start, candidate.start + hit.end)
    return { kind: label.kind, value: hit.value, label: label.text, place }
  }
  return undefined
}
