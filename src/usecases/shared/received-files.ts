import type { StoredDocument } from '../../domain/intake/document.ts'

/** As receipts name them: name and hash of the original. */
export function receivedFiles(documents: readonly StoredDocument[]) {
  return documents.map(({ filename, original: { sha256, sizeBytes } }) => ({ filename, sha256, sizeBytes }))
}
