import { barcodeKind } from '../barcodes/barcode-kind.ts'
import { parseCoverSheet } from '../barcodes/cover-sheet.ts'
import type { Proposals } from '../extraction/proposal.ts'
import { lineText, textOf, type RecognizedPage } from '../recognition/page.ts'
import type { RoutableDocument } from './match-rules.ts'

type LetterPage = Pick<RecognizedPage, 'blocks' | 'barcodes'>

/** Below this share of the height stands the foot of a page. */
const FOOT = 0.85
/** More than any letter has: 2,000 characters on each of 1,000 pages. */
const MAX_TEXT_LENGTH = 2_000_000
const MAX_FOOT_LINES = 500
const MAX_CODES = 200

export interface UnderstoodLetter {
  readonly proposals: Proposals
  readonly pages: readonly LetterPage[]
  readonly channel: string
  /** Characters of the text that are looked at. */
  readonly maxTextLength?: number
  readonly documentType: string | undefined
}

/** A letter as rules see it, the same when it is new as in a trial on past mail. */
export function routableDocument({
  proposals,
  pages,
  channel,
  documentType,
  maxTextLength = MAX_TEXT_LENGTH,
}: UnderstoodLetter): RoutableDocument {
  const [subject] = textsOf(proposals, 'subject')
  return {
    senders: textsOf(proposals, 'sender'),
    fileNumbers: textsOf(proposals, 'fileNumbers'),
    text: pages
      .map((page) => textOf(page))
      .join('\n\n')
      .slice(0, maxTextLength),
    barcodes: codesOf(pages),
    leitwegIds: textsOf(proposals, 'leitwegIds'),
    footLines: pages.flatMap(footLinesOf).slice(0, MAX_FOOT_LINES),
    channel,
    ...(subject === undefined ? {} : { subject }),
    ...(documentType === undefined ? {} : { documentType }),
  }
}

/** Numbers of the units that own cover sheets on the pages name. */
export function coverSheetUnits(pages: readonly LetterPage[]): readonly string[] {
  return [...new Set(codesOf(pages).flatMap((text) => parseCoverSheet(text)?.unit ?? []))]
}

/** Keys of the document types that own cover sheets on the pages name. */
export function coverSheetTypes(pages: readonly LetterPage[]): readonly string[] {
  return [...new Set(codesOf(pages).flatMap((text) => parseCoverSheet(text)?.documentType ?? []))]
}

function codesOf(pages: readonly LetterPage[]): readonly string[] {
  return pages
    .flatMap(({ barcodes = [] }) => barcodes)
    .slice(0, MAX_CODES)
    .filter((barcode) => barcodeKind(barcode) !== 'franking')
    .map(({ text }) => text)
}

function footLinesOf({ blocks }: LetterPage): readonly string[] {
  return blocks.flatMap(({ lines }) => lines.filter(({ box }) => box[1] >= FOOT).map(lineText))
}

/** Values proposed for a field that are texts, best first. */
export function textsOf(proposals: Proposals, field: keyof Proposals['fields']): string[] {
  return (proposals.fields[field] ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
}
