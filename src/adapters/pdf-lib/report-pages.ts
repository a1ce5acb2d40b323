import { PDFDocument } from '@cantoo/pdf-lib'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
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

export function createReportPageWriter(): ReportPageWriter {
  return {
    async pagesOf(view, signal) {
      signal.throwIfAborted()
      const document = await PDFDocument.create()
      await drawReport(document, view, BROAD)
      await numberPages(document, view.title, BROAD)
      return document.save()
    },
  }
}
