import { readableObject } from '../domain/intake/document.ts'
import { receiptStampOf, type ReceiptStamp } from '../domain/register/receipt-stamp.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { Clock, IdGenerator } from '../ports/clock.ts'
import type { DocumentReader } from '../ports/document-reader.ts'
import type { Tenants } from '../ports/organisation.ts'
import type { ScratchSpace } from '../ports/scratch.ts'
import type { ReadWork, Stage } from './stage.ts'

export interface ComposeViewCopyPorts {
  readonly tenants: Tenants
  readonly blobStore: BlobStore
  readonly reader: DocumentReader
  readonly scratch: ScratchSpace
  readonly ids: IdGenerator
  readonly clock: Clock
}

const PDF = 'application/pdf'

/** Makes the searchable PDF beside the original. */
export function createComposeViewCopyStage(ports: ComposeViewCopyPorts): Stage<ReadWork, ReadWork> {
  return async function composeViewCopy(work, { signal }) {
    const { document, item, pages } = work
    const shown = readableObject(document)
    await using copy = await ports.blobStore.localCopy(shown.key, shown, signal)
    await using scratch = await ports.scratch.reserve(signal)
    const source = { path: copy.path, mediaType: shown.mediaType }
    const title = item.subject ?? document.filename
    const createdAt = ports.clock.now().toISOString()
    const stamp = await stampOf(ports, work, signal)
    const request = { title, createdAt, pages, ...stamp, targetPath: scratch.path }
    const { sizeBytes, sha256, conformance } = await ports.reader.writeViewCopy(source, request, signal)
    const key = `renditions/${document.tenantId}/${document.id}/view-${ports.ids.next()}.pdf`
    const viewCopy = { key, mediaType: PDF, sizeBytes, sha256 }
    await ports.blobStore.put(key, scratch.stream(signal), viewCopy, signal)
    return { ...work, additions: { ...work.additions, viewCopy, viewCopyConformance: conformance } }
  }
}

/** The leading document of an item is stamped, as the first sheet of a letter is. */
async function stampOf(
  { tenants }: ComposeViewCopyPorts,
  { item, document }: ReadWork,
  signal: AbortSignal,
): Promise<{ readonly stamp?: ReceiptStamp }> {
  if (item.documentIds[0] !== document.id) return {}
  const tenant = await tenants.find(item.tenantId, signal)
  return tenant === undefined ? {} : { stamp: receiptStampOf(item, tenant) }
}
