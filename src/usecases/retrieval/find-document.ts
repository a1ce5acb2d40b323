import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Documents } from '../../ports/documents.ts'
import { required } from '../shared/required.ts'

/** @throws {MailroomError} `not-found` */
export type FindDocument = (actor: Actor, documentId: string, signal: AbortSignal) => Promise<StoredDocument>

export function createFindDocument({ documents }: { readonly documents: Documents }): FindDocument {
  return async function findDocument(actor, documentId, signal) {
    requirePermission(actor, 'items:read')
    return required(await documents.find(actor, documentId, signal))
  }
}
