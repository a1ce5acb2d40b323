import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'

/** @throws {MailroomError} `not-found` */
export type FindDocument = (actor: Actor, documentId: string, signal: AbortSignal) => Promise<StoredDocument>
