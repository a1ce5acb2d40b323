import type { ReportView } from '../domain/report-view.ts'

/** Lays lists and records of ours out as the pages of a PDF, broad side down; headings of tables stand on each page. */
export interface ReportPageWriter {
  pagesOf(view: ReportView, signal: AbortSignal): Promise<Uint8Array>
}
