import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Closes an item that belongs to somebody outside the house. @throws {MailroomError} `not-found`, `state-conflict` */
export type MisdirectItem = (
  actor: Actor,
  input: { readonly itemId: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
