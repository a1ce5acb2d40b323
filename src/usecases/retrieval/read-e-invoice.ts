import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { checkInvoice, CHECK_DEPTH } from '../../domain/invoices/core-rules.ts'
import type { EInvoice } from '../../domain/invoices/e-invoice.ts'
import type { InvoiceFinding } from '../../domain/invoices/finding.ts'
import { invoiceView, type InvoiceView } from '../../domain/invoices/invoice-view.ts'
import { readStoredInvoice } from '../../domain/invoices/stored-invoice.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import { openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'
import { required } from '../shared/required.ts'

export interface CheckedInvoice {
  readonly invoice: EInvoice
  readonly view: InvoiceView
  readonly findings: readonly InvoiceFinding[]
  readonly checkDepth: string
}

/** @throws {MailroomError} `quarantined`, `not-found` also for a document that is no electronic invoice, `integrity-failure` */
export type ReadEInvoice = (actor: Actor, documentId: string, signal: AbortSignal) => Promise<CheckedInvoice>

export function createReadEInvoice(
  ports: DocumentViewPorts & { readonly blobStore: BlobStore },
): ReadEInvoice {
  return async function readEInvoice(actor, documentId, signal) {
    requirePermission(actor, 'items:read')
    const { eInvoice } = await openedDocument(ports, actor, documentId, signal)
    const object = required(eInvoice?.object)
    const invoice = await readStoredInvoice(await ports.blobStore.open(object.key, object, signal))
    return { invoice, view: invoiceView(invoice), findings: checkInvoice(invoice), checkDepth: CHECK_DEPTH }
  }
}
