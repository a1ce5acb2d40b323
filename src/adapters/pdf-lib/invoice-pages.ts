import { writeFile } from 'node:fs/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { InvoicePageWriter } from '../../ports/invoice-page-writer.ts'
import { openPageFonts } from './page-fonts.ts'
import { drawReport, type Format } from './report-sheet.ts'

/** A4 with DIN 5008 side margins. */
const UPRIGHT: Format = {
  widthPt: 595.28,
  heightPt: 841.89,
  leftPt: 70,
  rightPt: 595.28 - 57,
  topPt: 841.89 - 60,
  bottomPt: 60,
}

export function createInvoicePageWriter(): InvoicePageWriter {
  return {
    async write(view, targetPath) {
      const document = await PDFDocument.create()
      const fonts = await openPageFonts(document, view)
      drawReport(document, fonts, view, UPRIGHT)
      fonts.explainGaps(UPRIGHT.leftPt, UPRIGHT.bottomPt / 2)
      await writeFile(targetPath, await document.save(), { flag: 'wx' })
    },
  }
}
