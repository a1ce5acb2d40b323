import { findDates } from './dates.ts'
import { foundWhenLikely, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { isPostcodeCity } from './postal-address.ts'
import type { Proposal, Reason } from './proposal.ts'
import { centreOf, heightOf, placeOf } from './reading.ts'
import type { Cell, PageText } from './reading.ts'
import { salutationOf } from './zones.ts'

const LABEL =
  /^(?:betreff|betr\.?|betrifft|subject|gegenstand|thema|re)\s*:\s*|^betreff\s+(?=\p{L})|^betr\.\s+/iu
/** Names of kinds of letters, as they stand alone over their text. */
const TITLE =
  /^(?:\p{L}+-?)?(?:rechnung|gutschrift|mahnung|zahlungserinnerung|bescheid|antrag|widerspruch|kündigung|angebot|einladung|bestätigung|bescheinigung|mitteilung|auszug|abrechnung|vollmacht|urteil|beschluss|ladung|lieferschein|bestellung|beschwerde|anhörung|verfügung|erklärung|anzeige|vertrag|quittung|protokoll|stellungnahme|anfrage|bewerbung|abmahnung|erinnerung|klage|invoice|statement)(?!\p{L})/iu
const NO_SUBJECT =
  /^(?:tel|fax|e-?mail|datum|seite|ihr zeichen|unser zeichen|ihre nachricht|ansprechpartner|telefon|bearbeit|auskunft|iban|bic|www)/iu

const LEAST_WEIGHT = 0.4
const MAX_PROPOSALS = 3
const MAX_SUBJECT_LENGTH = 250
const MAX_SUBJECT_LINES = 3

export function extractSubject(pages: readonly PageText[]): FieldResult {
  const proposals = pages
    .slice(0, 2)
    .flatMap((page) => [...labelled(page), ...aboveSalutation(page), ...titles(page)])
  return foundWhenLikely(ranked(proposals, MAX_PROPOSALS), LEAST_WEIGHT, 'Keine Betreffzeile gefunden.')
}

function labelled(page: PageText): readonly Proposal[] {
  return page.cells.flatMap((cell) => {
    const label = LABEL.exec(cell.text)
    if (label === null && !/^betreff:?$/iu.test(cell.text)) return []
    const rest = cell.text.slice(label?.[0].length ?? cell.text.length).trim()
    const lines =
      rest === ''
        ? linesAfter(page, cell, MAX_SUBJECT_LINES)
        : [cell, ...linesAfter(page, cell, MAX_SUBJECT_LINES - 1)]
    const text = lines.map((line) => line.text.replace(LABEL, '')).join(' ')
    return subjectProposal(page, lines, text, [
      reason('label', 'Davor steht „Betreff“.', page.number === 1 ? 3 : 1),
    ])
  })
}

/** Following lines of the same block, close below and from the same edge on. */
function linesAfter(page: PageText, cell: Cell, limit: number): readonly Cell[] {
  const lines: Cell[] = []
  let last = cell
  for (const next of page.cells.slice(cell.index + 1, cell.index + 1 + limit)) {
    const isRightPart = next.row === last.row
    if (
      !isRightPart &&
      (next.block !== cell.block || centreOf(next.box) - centreOf(last.box) > heightOf(last.box) * 2)
    )
      break
    if (next.index === salutationOf(page)?.index) break
    lines.push(next)
    last = next
  }
  return lines
}

/** DIN 5008: the subject stands above the salutation, with white around it. */
function aboveSalutation(page: PageText): readonly Proposal[] {
  const salutation = salutationOf(page)
  if (salutation === undefined) return []
  const lines: Cell[] = []
  let below = salutation
  for (let row = salutation.row - 1; row >= 0 && lines.length < MAX_SUBJECT_LINES; row -= 1) {
    const cells = page.rows[row] ?? []
    const first = cells[0]
    if (first === undefined || !isSubjectLine(cells, below, lines.length === 0)) break
    lines.unshift(...cells)
    below = first
  }
  const text = lines.map((line) => line.text).join(' ')
  return subjectProposal(page, lines, text, [
    reason('above-salutation', 'Steht über der Anrede, wie es DIN 5008 vorsieht.', 2),
  ])
}

/** White between lines of one subject, and between subject and salutation, in line heights. */
const WHITE_INSIDE = 0.9
const WHITE_BEFORE_SALUTATION = 5

function isSubjectLine(cells: readonly Cell[], below: Cell, isNearest: boolean): boolean {
  const text = cells.map((cell) => cell.text).join(' ')
  const bottom = Math.max(...cells.map((cell) => cell.box[3]))
  const white = (below.box[1] - bottom) / Math.max(heightOf(below.box), Number.EPSILON)
  if (white > (isNearest ? WHITE_BEFORE_SALUTATION : WHITE_INSIDE)) return false
  if (NO_SUBJECT.test(text) || cells.some((cell) => isPostcodeCity(cell.text)) || !/\p{L}{3}/u.test(text))
    return false
  const dates = findDates(text, 2000)
  // A line that is little more than a place and a date is the date line.
  return !dates.some((date) => text.length - (date.end - date.start) < 25 && date.end > text.length - 3)
}

/** Lines that name a kind of letter, and tall lines, in the upper part of the page. */
function titles(page: PageText): readonly Proposal[] {
  const heights = page.cells.map((cell) => heightOf(cell.box)).toSorted((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? 0
  return page.cells
    .filter(
      (cell) =>
        cell.box[1] < 0.6 && cell.text.length <= 120 && TITLE.test(cell.text) && !/[.,]$/.test(cell.text),
    )
    .flatMap((cell) => {
      const reasons = [reason('title', 'Nennt eine Art von Schreiben.', page.number === 1 ? 0.3 : -1)]
      if (heightOf(cell.box) > usual * 1.25)
        reasons.push(reason('tall', 'Größer gedruckt als der übrige Text.', 1))
      if (/\d/.test(cell.text)) reasons.push(reason('number', 'Nennt eine Nummer.', 0.2))
      return subjectProposal(page, [cell], cell.text, reasons)
    })
}

function subjectProposal(
  page: PageText,
  lines: readonly Cell[],
  text: string,
  reasons: readonly Reason[],
): Proposal[] {
  const first = lines[0]
  const last = lines.at(-1)
  const value = text.replace(/\s+/g, ' ').trim().slice(0, MAX_SUBJECT_LENGTH)
  if (first === undefined || last === undefined || value.length < 3) return []
  return [
    proposalOf({
      value,
      place: placeOf(page, Math.min(first.start, last.start), Math.max(first.end, last.end)),
      reasons,
    }),
  ]
}
