import { coverSheetText, type GivenCover } from '../barcodes/cover-sheet.ts'

/** A sheet to be printed and laid before a letter. */
export interface PrintableSheet {
  /** In letters that recognition reads from a damaged sheet, too. */
  readonly heading: 'TRENNBLATT' | 'DECKBLATT'
  /** What its matrix codes hold. */
  readonly code: string
  /** For the person who lays it into the stack. */
  readonly lines: readonly string[]
}

/** What separator codes say on sheets of other systems, too. */
export const SEPARATOR_CODE = 'PATCHT'

/** What is printed beside the keys of a cover sheet. */
export interface CoverNames {
  readonly unit?: string | undefined
  readonly documentType?: string | undefined
  readonly level?: string | undefined
}

/** A plain separator sheet where nothing is said of the letter behind it. */
export function printableSheet(cover: GivenCover, names: CoverNames): PrintableSheet {
  if (Object.values(cover).every((value) => value === undefined)) {
    return { heading: 'TRENNBLATT', code: SEPARATOR_CODE, lines: ['Vor jedes Schreiben legen.'] }
  }
  const { unit, documentType, level } = names
  const labelled: readonly (readonly [string, string | undefined])[] = [
    ['Einheit', unit],
    ['Art', documentType],
    ['Vertraulichkeit', level],
  ]
  return {
    heading: 'DECKBLATT',
    code: coverSheetText(cover),
    lines: labelled.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`])),
  }
}
