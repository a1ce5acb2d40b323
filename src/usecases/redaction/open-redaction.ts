import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { releasedOf } from '../../domain/disclosure/contents.ts'
import { redactedName } from '../../domain/redaction/redaction.ts'
import type { BlobStore, ByteRange } from '../../ports/blob-store.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { downloadedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'
import { required } from '../shared/required.ts'

/** The file of a released version. @throws {MailroomError} `not-found`, `state-conflict`, `integrity-failure` */
export type OpenRedaction = (
  actor: Actor,
  input: {
    readonly documentId: string
    readonly redactionId: string
    readonly range?: ByteRange | undefined
  },
  signal: AbortSignal,
) => Promise<OpenedObject>

export function createOpenRedaction(
  ports: DocumentViewPorts & { readonly blobStore: BlobStore },
): OpenRedaction {
  return async function openRedaction(actor, { documentId, redactionId, range }, signal) {
    requirePermission(actor, 'items:read')
    const isWhole = range === undefined
    const document = await downloadedDocument(ports, actor, { documentId, isWhole }, signal)
    const { object } = required(releasedOf(document, redactionId))
    const content = await ports.blobStore.open(object.key, object, signal, range)
    return { object, filename: redactedName(redactionId), content }
  }
}
