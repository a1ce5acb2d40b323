import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Sends a misrouted item back to the mailroom. @throws {MailroomError} `not-found`, `state-conflict` */
export type ReturnItem = (
  actor: Actor,
  input: { readonly itemId: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
