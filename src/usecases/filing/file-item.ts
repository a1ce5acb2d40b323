import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

export interface FileItemInput {
  readonly itemId: string
  /** Exactly one of `caseFileId` and `newCaseFile`. */
  readonly caseFileId?: string | undefined
  readonly newCaseFile?: NewCaseFileInput | undefined
  /** At most one of `procedureId` and `newProcedure`. */
  readonly procedureId?: string | undefined
  readonly newProcedure?: { readonly subject: string } | undefined
}

export interface NewCaseFileInput {
  readonly subject: string
  readonly filingPlanEntryId: string
  /** The unit the item was sent to when absent. */
  readonly leadUnitId?: string | undefined
}

/** Files a confirmed item. @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` */
export type FileItem = (actor: Actor, input: FileItemInput, signal: AbortSignal) => Promise<ItemWithDocuments>
