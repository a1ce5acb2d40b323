import type { Actor } from '../domain/access/actor.ts'
import type { Job } from '../domain/intake/job.ts'
import { renditionFolder } from '../domain/integrity/finding.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { Documents } from '../ports/documents.ts'
import type { RecordRemover } from '../ports/record-remover.ts'

export interface SweepDestroyedPorts {
  readonly documents: Documents
  readonly recordRemover: RecordRemover
  readonly blobStore: BlobStore
}

/**
 * Removes what a run has stored of a document that was destroyed meanwhile: the destruction could not see it yet. Only for
 * a run that has ended and stores nothing more.
 *
 * @returns whether the document was destroyed
 */
export async function sweepDestroyed(
  { documents, recordRemover, blobStore }: SweepDestroyedPorts,
  actor: Actor,
  { tenantId, documentId }: Pick<Job, 'tenantId' | 'documentId'>,
  signal: AbortSignal,
): Promise<boolean> {
  if ((await documents.find(actor, documentId, signal)) !== undefined) return false
  if (!(await recordRemover.removePagesOfGone(actor, documentId, signal))) return false
  await blobStore.eraseFolder(renditionFolder(tenantId, documentId), signal)
  return true
}
