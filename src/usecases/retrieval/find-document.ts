import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { viewedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'

/** @throws {MailroomError} `not-found` */
export type FindDocument = (actor: Actor, documentId: string, signal: AbortSignal) => Promise<StoredDocument>

export function createFindDocument(ports: DocumentViewPorts): FindDocument {
  return async function findDocument(actor, documentId, signal) {
    requirePermission(actor, 'items:read')
    return viewedDocument(ports, actor, documentId, signal)
  }
}
