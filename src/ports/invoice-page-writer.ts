import type { InvoiceView } from '../domain/invoices/invoice-view.ts'

/** Lays an invoice out as the pages of a PDF, inside the wall, so that XML can be read like any other document. */
export interface InvoicePageWriter {
  write(view: InvoiceView, targetPath: string): Promise<void>
}
