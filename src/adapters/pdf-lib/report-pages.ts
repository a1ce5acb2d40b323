import { PDFDocument } from '@cantoo/pdf-lib'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import { openPageFonts } from './page-fonts.ts'
import { drawReport, numberPages, type Format } from './report-sheet.ts'

/** A4, the broad side down. */
const BROAD: Format = {
  widthPt: 841.89,
  heightPt: 595.28,
  leftPt: 40,
  rightPt: 841.89 - 40,
  topPt: 595.28 - 40,
  bottomPt: 45,
}

/** A4, the narrow side down. */
const UPRIGHT: Format = {
  widthPt: 595.28,
  heightPt: 841.89,
  leftPt: 50,
  rightPt: 595.28 - 50,
  topPt: 841.89 - 50,
  bottomPt: 50,
}

/** Room of the page number, whose title may be as long as the line. */
const ABOVE_NUMBER_PT = 9

export function createReportPageWriter(): ReportPageWriter {
  return {
    async pagesOf(view, signal) {
      signal.throwIfAborted()
      // Without the instant of writing: the same list or record gives the same bytes.
      const document = await PDFDocument.create({ updateMetadata: false })
      const fonts = await openPageFonts(document, view)
      const format = view.upright === true ? UPRIGHT : BROAD
      drawReport(document, fonts, view, format)
      numberPages(document, fonts, view, format)
      fonts.explainGaps(format.leftPt, format.bottomPt / 2 + ABOVE_NUMBER_PT, view.language)
      return document.save()
    },
  }
}
