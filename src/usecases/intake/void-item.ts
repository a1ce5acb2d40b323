import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Takes a wrongly registered item out of circulation; its number stays used. @throws {MailroomError} `not-found`, `state-conflict` */
export type VoidItem = (
  actor: Actor,
  input: { readonly itemId: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
