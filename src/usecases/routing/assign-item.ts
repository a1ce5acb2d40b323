import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Hands an item to a person. @throws {MailroomError} `not-found`, `state-conflict`, `validation-failed` */
export type AssignItem = (
  actor: Actor,
  input: { readonly itemId: string; readonly assigneeId: string; readonly note?: string | undefined },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
