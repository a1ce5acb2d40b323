import type { Actor } from '../../domain/access/actor.ts'
import type { ByteRange } from '../../ports/blob-store.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { viewCopyName } from '../../domain/intake/filename.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Documents } from '../../ports/documents.ts'
import { required } from '../shared/required.ts'

/** The searchable PDF. @throws {MailroomError} `not-found` also while it is not made yet, `integrity-failure` */
export type OpenViewCopy = (
  actor: Actor,
  input: { readonly documentId: string; readonly range?: ByteRange | undefined },
  signal: AbortSignal,
) => Promise<OpenedObject>

export function createOpenViewCopy({
  documents,
  blobStore,
}: {
  readonly documents: Documents
  readonly blobStore: BlobStore
}): OpenViewCopy {
  return async function openViewCopy(actor, { documentId, range }, signal) {
    requirePermission(actor, 'items:read')
    const document = required(await documents.find(actor, documentId, signal))
    const object = required(document.viewCopy)
    const content = await blobStore.open(object.key, object, signal, range)
    return { object, filename: viewCopyName(document.filename), content }
  }
}
