import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Takes an item to work on; of several who try at once one wins. @throws {MailroomError} `not-found`, `state-conflict` */
export type ClaimItem = (
  actor: Actor,
  input: { readonly itemId: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
