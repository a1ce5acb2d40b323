import type { Actor } from '../../domain/access/actor.ts'
import type { ByteRange } from '../../ports/blob-store.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { viewCopyName } from '../../domain/intake/filename.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import { downloadedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'
import { required } from '../shared/required.ts'

/** The searchable PDF. @throws {MailroomError} `not-found` also while it is not made yet, `integrity-failure` */
export type OpenViewCopy = (
  actor: Actor,
  input: { readonly documentId: string; readonly range?: ByteRange | undefined },
  signal: AbortSignal,
) => Promise<OpenedObject>

export function createOpenViewCopy(
  ports: DocumentViewPorts & { readonly blobStore: BlobStore },
): OpenViewCopy {
  return async function openViewCopy(actor, { documentId, range }, signal) {
    requirePermission(actor, 'items:read')
    const isWhole = range === undefined
    const document = await downloadedDocument(ports, actor, { documentId, isWhole }, signal)
    const object = required(document.viewCopy)
    const content = await ports.blobStore.open(object.key, object, signal, range)
    return { object, filename: viewCopyName(document.filename), content }
  }
}
