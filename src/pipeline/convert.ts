import type { BlobStore } from '../ports/blob-store.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { PdfConverter } from '../ports/pdf-converter.ts'
import type { ScratchSpace } from '../ports/scratch.ts'
import type { DocumentWork, Stage } from './stage.ts'

export interface ConvertPorts {
  readonly blobStore: BlobStore
  readonly reader: PdfConverter
  readonly scratch: ScratchSpace
  readonly ids: IdGenerator
}

const PDF = 'application/pdf'

/** Makes the PDF that is read and shown in the place of an office file; the original stays as it is. */
export function createConvertStage(ports: ConvertPorts): Stage<DocumentWork, DocumentWork> {
  return async function convert(work, { signal }) {
    const { id, tenantId, original } = work.document
    await using copy = await ports.blobStore.localCopy(original.key, original, signal)
    await using scratch = await ports.scratch.reserve(signal)
    const source = { path: copy.path, mediaType: original.mediaType }
    const written = await ports.reader.toPdf(source, scratch.path, signal)
    const key = `renditions/${tenantId}/${id}/converted-${ports.ids.next()}.pdf`
    const converted = { key, mediaType: PDF, ...written }
    await ports.blobStore.put(key, scratch.stream(signal), converted, signal)
    return { ...work, additions: { ...work.additions, converted } }
  }
}
