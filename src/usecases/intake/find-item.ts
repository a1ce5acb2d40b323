import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** @throws {MailroomError} `not-found` */
export type FindItem = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<ItemWithDocuments>
