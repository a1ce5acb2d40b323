import { writeFile } from 'node:fs/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import { MailroomError } from '../../domain/errors.ts'
import { openPageFonts, type PageFonts } from './page-fonts.ts'
import { wrapText } from './wrap-text.ts'

/** A4 with margins of two centimetres, in points. */
const PAGE = { widthPt: 595.28, heightPt: 841.89, marginPt: 56.7 }
const SIZE_PT = 10
const LINE_PT = SIZE_PT * 1.3
const LINES_A_PAGE = Math.floor((PAGE.heightPt - 2 * PAGE.marginPt) / LINE_PT)
/** A book; what is longer is kept and not shown. */
export const MAX_TEXT_PAGES = 500

/**
 * Lays plain text out on pages. Where a letter is missing in our fonts, a sign stands and the page says so; the original
 * has it.
 *
 * @throws {MailroomError} `document-limits`
 */
export async function writeTextPages(text: string, targetPath: string): Promise<void> {
  const document = await PDFDocument.create()
  const fonts = await openPageFonts(document, text)
  const lines = linesOf(text, fonts)
  for (let at = 0; at === 0 || at < lines.length; at += LINES_A_PAGE) {
    const page = document.addPage([PAGE.widthPt, PAGE.heightPt])
    for (const [row, line] of lines.slice(at, at + LINES_A_PAGE).entries()) {
      const y = PAGE.heightPt - PAGE.marginPt - (row + 1) * LINE_PT
      if (line !== '') fonts.draw(page, line, { x: PAGE.marginPt, y, size: SIZE_PT, font: fonts.plain })
    }
  }
  fonts.explainGaps(PAGE.marginPt, PAGE.marginPt / 2)
  await writeFile(targetPath, await document.save(), { flag: 'wx' })
}

function linesOf(text: string, fonts: PageFonts): string[] {
  const widthOf = (line: string): number => fonts.plain.widthOfTextAtSize(line, SIZE_PT)
  const lines: string[] = []
  for (const paragraph of text.split(/\r\n|\r|\n|\f/)) {
    const given = fonts.shown(paragraph.replaceAll('\t', '    '))
    lines.push(...(given.trim() === '' ? [''] : wrapText(given, PAGE.widthPt - 2 * PAGE.marginPt, widthOf)))
    if (lines.length > MAX_TEXT_PAGES * LINES_A_PAGE) throw tooLong()
  }
  while (lines.at(-1) === '') lines.pop()
  return lines
}

function tooLong(): MailroomError {
  const facts = { limit: 'MAX_TEXT_PAGES', allowed: MAX_TEXT_PAGES }
  return new MailroomError('document-limits', 'The text has more pages than are shown.', { facts })
}
