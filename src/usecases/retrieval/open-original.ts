import type { Actor } from '../../domain/access/actor.ts'
import type { ByteRange } from '../../ports/blob-store.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import { downloadedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'

/** The bytes as received. @throws {MailroomError} `not-found`, `integrity-failure`, `range-not-satisfiable` */
export type OpenOriginal = (
  actor: Actor,
  input: { readonly documentId: string; readonly range?: ByteRange | undefined },
  signal: AbortSignal,
) => Promise<OpenedObject>

export function createOpenOriginal(
  ports: DocumentViewPorts & { readonly blobStore: BlobStore },
): OpenOriginal {
  return async function openOriginal(actor, { documentId, range }, signal) {
    requirePermission(actor, 'items:read')
    const isWhole = range === undefined
    const { original, filename } = await downloadedDocument(ports, actor, { documentId, isWhole }, signal)
    return {
      object: original,
      filename,
      content: await ports.blobStore.open(original.key, original, signal, range),
    }
  }
}
