import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import type { TargetInput } from '../shared/target-input.ts'

/** Sends an item to a unit's inbox. @throws {MailroomError} `not-found`, `state-conflict`, `validation-failed` */
export type RouteItem = (
  actor: Actor,
  input: { readonly itemId: string; readonly target: TargetInput; readonly note?: string | undefined },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
