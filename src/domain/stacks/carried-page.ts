import { coverSheetText, type CoverSheet } from '../barcodes/cover-sheet.ts'
import type { RecognizedPage } from '../recognition/page.ts'
import type { OriginPage } from './stack-scan.ts'

/**
 * What was read of a page in the scan, as a page of the letter that it went into: letters are cut out upright, so that every
 * box stays where it is. `undefined` for a page that a person has turned, which was read lying.
 */
export function carriedPage(
  read: RecognizedPage,
  { turn }: Pick<OriginPage, 'turn'>,
  number: number,
): RecognizedPage | undefined {
  return turn === 0 ? { ...read, number, rotation: 0 } : undefined
}

/** The code of the sheet that lay on the letter, on its first page, so that it is heeded as if it were printed there. */
export function withCover(
  pages: readonly RecognizedPage[],
  cover: CoverSheet | undefined,
): readonly RecognizedPage[] {
  const [first, ...rest] = pages
  if (cover === undefined || first === undefined) return pages
  const code = { format: 'QRCode', text: coverSheetText(cover), box: [0, 0, 0, 0] } as const
  return [{ ...first, barcodes: [...(first.barcodes ?? []), code] }, ...rest]
}
