import { PDFDocument, rgb, type PDFPage } from '@cantoo/pdf-lib'
import type { PrintableSheet } from '../../domain/stacks/printable-sheet.ts'
import type { CodeModules } from '../../ports/qr-code-writer.ts'
import type { SheetPageWriter } from '../../ports/sheet-page-writer.ts'
import { drawCode } from './draw-code.ts'
import type { PageFont } from './page-font.ts'
import { openPageFonts, type PageFonts } from './page-fonts.ts'
import { plainLine } from './page-letters.ts'

const MM = 72 / 25.4
const A4 = { widthPt: 210 * MM, heightPt: 297 * MM }
const BLACK = rgb(0, 0, 0)
/** Bars of a patch code T and the gaps between them, from its leading edge: narrow, wide, narrow, wide. */
const PATCH_T_MM = [2, 2, 5.1, 2, 2, 2, 5.1]
const PATCH = { heightMm: PATCH_T_MM.reduce((sum, width) => sum + width, 0), lengthMm: 90, edgeMm: 12 }
const CODE = { sideMm: 42, fromSideMm: 40, fromEndMm: 46 }
const HEADING_PT = 44
const LINE_PT = 16
/** Below the codes and above the bars. */
const NOTE_MM = 38

export function createSheetPageWriter(): SheetPageWriter {
  return {
    async sheetsOf(sheet, code, copies) {
      const document = await PDFDocument.create()
      document.setTitle(plainLine([sheet.heading, ...sheet.lines].join(' · ')))
      document.setProducer('Poststelle')
      const fonts = await openPageFonts(document, sheet)
      for (let copy = 0; copy < copies; copy++) {
        const page = document.addPage([A4.widthPt, A4.heightPt])
        drawPatches(page)
        drawCodes(page, code)
        drawWords(page, sheet, fonts)
      }
      fonts.explainGaps(CODE.fromSideMm * MM, NOTE_MM * MM)
      return document.save()
    },
  }
}

/** At each edge of the paper, seen from there, so that whichever edge goes in first meets one. */
function drawPatches(page: PDFPage): void {
  const along = (whole: number): number => (whole - PATCH.lengthMm * MM) / 2
  let at = PATCH.edgeMm * MM
  PATCH_T_MM.forEach((widthMm, index) => {
    const width = widthMm * MM
    const length = PATCH.lengthMm * MM
    if (index % 2 === 0) {
      const across = { x: along(A4.widthPt), width: length, height: width, color: BLACK }
      const upright = { y: along(A4.heightPt), width, height: length, color: BLACK }
      page.drawRectangle({ ...across, y: A4.heightPt - at - width })
      page.drawRectangle({ ...across, y: at })
      page.drawRectangle({ ...upright, x: at })
      page.drawRectangle({ ...upright, x: A4.widthPt - at - width })
    }
    at += width
  })
}

/** One in each quarter of the sheet. */
function drawCodes(page: PDFPage, code: CodeModules): void {
  const side = CODE.sideMm * MM
  const left = CODE.fromSideMm * MM
  const bottom = CODE.fromEndMm * MM
  for (const x of [left, A4.widthPt - left - side]) {
    for (const y of [bottom, A4.heightPt - bottom - side]) drawCode(page, code, x, y, side)
  }
}

/** Once upright and once upside down: one of them is always the right way for a person. */
function drawWords(page: PDFPage, { heading, lines }: PrintableSheet, fonts: PageFonts): void {
  const write = (text: string, font: PageFont, size: number, below: number): void => {
    const shown = fonts.shown(text)
    const half = font.widthOfTextAtSize(shown, size) / 2
    const [x, y] = [A4.widthPt / 2, A4.heightPt / 2]
    fonts.draw(page, shown, { x: x - half, y: y - below, size, font })
    fonts.drawTurned(page, shown, { x: x + half, y: y + below, size, font })
  }
  write(heading, fonts.bold, HEADING_PT, 50)
  lines.forEach((line, index) => {
    write(line, fonts.plain, LINE_PT, 50 + (index + 1) * LINE_PT * 1.4)
  })
}
