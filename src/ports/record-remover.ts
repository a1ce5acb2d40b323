import type { Actor } from '../domain/access/actor.ts'
import type { CaseFile } from '../domain/filing/case-file.ts'

export interface RemovedRecords {
  /** As it was read: when somebody has changed it since, nothing is removed. */
  readonly caseFile: CaseFile
  readonly documentIds: readonly string[]
  /** Of the items in it. They stay themselves. */
  readonly items: readonly { readonly id: string; readonly receiptNumber: string }[]
}

/**
 * The only way by which records of people's work are ever removed: a case file that is destroyed, with its parts and
 * documents, what was read of them, what the machine has learned from them, what was given out and to whom, deadlines, notes, route slips,
 * single grants and answers to senders. The audit chain is left as it is.
 */
export interface RecordRemover {
  /** Joins the running transaction. @throws {MailroomError} `version-mismatch` when the file is not what was read */
  removeCaseFile(actor: Actor, removed: RemovedRecords, signal: AbortSignal): Promise<void>
  /**
   * Removes pages that were stored of a document while it was being removed; none while it is there.
   *
   * @returns whether the document is gone
   */
  removePagesOfGone(actor: Actor, documentId: string, signal: AbortSignal): Promise<boolean>
}
