import type { Actor } from '../../domain/access/actor.ts'
import type { IndexInput } from '../../domain/intake/index-data.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import type { TargetInput } from '../shared/target-input.ts'

export interface ConfirmItemInput {
  readonly itemId: string
  /** The leading document when absent. */
  readonly documentId?: string | undefined
  readonly index: IndexInput
  /** Takes the best proposal for each field that is neither given nor confirmed before. */
  readonly acceptProposals: boolean
  /** Routes in the same step. */
  readonly target?: TargetInput | undefined
}

/** @throws {MailroomError} `not-found`, `state-conflict`, `validation-failed`, `version-mismatch` */
export type ConfirmItem = (
  actor: Actor,
  input: ConfirmItemInput,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>
