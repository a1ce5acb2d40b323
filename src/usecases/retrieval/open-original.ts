import type { Actor } from '../../domain/access/actor.ts'
import type { ByteRange } from '../../ports/blob-store.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Documents } from '../../ports/documents.ts'
import { required } from '../shared/required.ts'

/** The bytes as received. @throws {MailroomError} `not-found`, `integrity-failure`, `range-not-satisfiable` */
export type OpenOriginal = (
  actor: Actor,
  input: { readonly documentId: string; readonly range?: ByteRange | undefined },
  signal: AbortSignal,
) => Promise<OpenedObject>

export function createOpenOriginal({
  documents,
  blobStore,
}: {
  readonly documents: Documents
  readonly blobStore: BlobStore
}): OpenOriginal {
  return async function openOriginal(actor, { documentId, range }, signal) {
    requirePermission(actor, 'items:read')
    const { original, filename } = required(await documents.find(actor, documentId, signal))
    return {
      object: original,
      filename,
      content: await blobStore.open(original.key, original, signal, range),
    }
  }
}
