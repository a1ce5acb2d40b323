import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Closes an item that must be handed on without being read. @throws {MailroomError} `not-found`, `state-conflict` */
export type ForwardItemUnopened = (
  actor: Actor,
  input: { readonly itemId: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
