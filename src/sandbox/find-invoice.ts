import { isMailroomError } from '../domain/errors.ts'
import { readEInvoice } from '../domain/invoices/read-e-invoice.ts'
import type { EInvoice } from '../domain/invoices/e-invoice.ts'
import type { DocumentFacts } from '../ports/document-reader.ts'
import type { EmbeddedFile } from '../ports/page-source.ts'
import type { XmlReader } from '../ports/xml-reader.ts'

export type InvoiceFacts = Pick<DocumentFacts, 'eInvoice' | 'eInvoiceRefusal'>

/** Names that the standards give to the XML of an invoice inside a PDF (Factur-X 1.0, ZUGFeRD 1 and 2). */
const STANDARD_NAMES = /^(?:factur-x|zugferd-invoice|xrechnung)\.xml$/i
const MAX_XML_BYTES = 64 * 1024 * 1024

/**
 * The electronic invoice among the files that a PDF carries. One that is refused does not keep the pages from being read:
 * a person sees the reason instead.
 */
export function findInvoice(files: readonly EmbeddedFile[], xmlReader: XmlReader): InvoiceFacts {
  const candidates = files
    .filter(({ name }) => /\.xml$/i.test(name))
    .toSorted((left, right) => Number(isStandard(right)) - Number(isStandard(left)))
  let refusal: InvoiceFacts = {}
  for (const file of candidates) {
    const found = invoiceIn(file, xmlReader)
    if (typeof found === 'object') return { eInvoice: found }
    if (found !== undefined && isStandard(file)) refusal = { eInvoiceRefusal: found }
  }
  return refusal
}

function isStandard({ name }: EmbeddedFile): boolean {
  return STANDARD_NAMES.test(name)
}

function invoiceIn(file: EmbeddedFile, xmlReader: XmlReader): EInvoice | InvoiceFacts['eInvoiceRefusal'] {
  const bytes = file.read(MAX_XML_BYTES)
  if (bytes === undefined) return 'document-damaged'
  try {
    return readEInvoice(xmlReader.read(bytes))
  } catch (error) {
    if (isMailroomError(error, 'xml-forbidden')) return 'xml-forbidden'
    if (isMailroomError(error, 'document-damaged')) return 'document-damaged'
    throw error
  }
}
