import type { Actor } from '../../domain/access/actor.ts'
import type { RecognizedPage } from '../../domain/recognition/page.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'
import { required } from '../shared/required.ts'

/** @throws {MailroomError} `quarantined`, `not-found` also while the page is not read yet */
export type ReadPage = (
  actor: Actor,
  input: { readonly documentId: string; readonly pageNumber: number },
  signal: AbortSignal,
) => Promise<RecognizedPage>

export function createReadPage(ports: DocumentViewPorts): ReadPage {
  return async function readPage(actor, { documentId, pageNumber }, signal) {
    requirePermission(actor, 'items:read')
    await openedDocument(ports, actor, documentId, signal)
    return required(await ports.documents.findPage(actor, documentId, pageNumber, signal))
  }
}
