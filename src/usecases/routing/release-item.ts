import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Gives a claimed item back to the unit's inbox. @throws {MailroomError} `not-found`, `state-conflict` */
export type ReleaseItem = (
  actor: Actor,
  input: { readonly itemId: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
