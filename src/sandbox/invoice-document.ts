import { MailroomError } from '../domain/errors.ts'
import type { EInvoice } from '../domain/invoices/e-invoice.ts'
import { invoiceView } from '../domain/invoices/invoice-view.ts'
import { readEInvoice } from '../domain/invoices/read-e-invoice.ts'
import type { SourceFile } from '../ports/document-reader.ts'
import type { InvoicePageWriter } from '../ports/invoice-page-writer.ts'
import type { XmlReader } from '../ports/xml-reader.ts'
import { keepingLast } from './last-layout.ts'

const XML = 'application/xml'
const PDF = 'application/pdf'

export interface InvoiceDocumentParts {
  readonly xmlReader: XmlReader
  readonly invoicePages: InvoicePageWriter
  /** The bytes of a file in the hands of this process. */
  readonly readFile: (path: string) => Promise<Uint8Array>
  /** A path in the child's own folder that nothing has used yet. */
  readonly newPath: () => string
}

export interface LaidOutInvoice {
  readonly invoice: EInvoice
  /** A PDF that shows it. */
  readonly file: SourceFile
}

/** Electronic invoices in XML become PDF once, and are read like every other PDF from then on. */
export interface InvoiceDocuments {
  /** @throws {MailroomError} `xml-unknown` for XML that is no invoice, `xml-forbidden`, `document-damaged` */
  layOut(file: SourceFile): Promise<LaidOutInvoice>
}

export function isXml({ mediaType }: SourceFile): boolean {
  return mediaType === XML
}

export function createInvoiceDocuments(parts: InvoiceDocumentParts): InvoiceDocuments {
  const laidOut = keepingLast((path) => layOut(parts, path))
  return { layOut: ({ path }) => laidOut(path) }
}

async function layOut(parts: InvoiceDocumentParts, path: string): Promise<LaidOutInvoice> {
  const invoice = readEInvoice(parts.xmlReader.read(await parts.readFile(path)))
  if (invoice === undefined) {
    throw new MailroomError('xml-unknown', 'This XML is no electronic invoice that is known here.')
  }
  const targetPath = parts.newPath()
  await parts.invoicePages.write(invoiceView(invoice), targetPath)
  return { invoice, file: { path: targetPath, mediaType: PDF } }
}
