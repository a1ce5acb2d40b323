import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { textOf } from '../../domain/recognition/page.ts'
import { openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'

/** Plain text of the pages read so far, parted by form feeds. @throws {MailroomError} `quarantined`, `not-found` */
export type ReadDocumentText = (actor: Actor, documentId: string, signal: AbortSignal) => Promise<string>

const FORM_FEED = '\f'

export function createReadDocumentText(ports: DocumentViewPorts): ReadDocumentText {
  return async function readDocumentText(actor, documentId, signal) {
    requirePermission(actor, 'items:read')
    await openedDocument(ports, actor, documentId, signal)
    const pages = await ports.documents.pages(actor, documentId, signal)
    return pages.map(textOf).join(FORM_FEED)
  }
}
