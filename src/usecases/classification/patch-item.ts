import type { Actor } from '../../domain/access/actor.ts'
import type { IndexInput } from '../../domain/intake/index-data.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

export interface PatchItemInput {
  readonly itemId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  /** The leading document when absent. */
  readonly documentId?: string | undefined
  readonly index?: IndexInput | undefined
  /** `null` takes the value away. */
  readonly subject?: string | null | undefined
  readonly sender?: string | null | undefined
  readonly note?: string | null | undefined
}

/** @throws {MailroomError} `not-found`, `version-mismatch`, `state-conflict`, `validation-failed` */
export type PatchItem = (
  actor: Actor,
  input: PatchItemInput,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
