import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Lets the machine try again. @throws {MailroomError} `not-found`, `state-conflict` when nothing of the item is parked */
export type RetryItem = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<ItemWithDocuments>
