import type { Actor } from '../domain/access/actor.ts'
import type { Procedure, SubFile } from '../domain/filing/case-file.ts'
import type { FileEntry } from '../domain/filing/file-entry.ts'

/**
 * What case files are made of. Whoever may read the case file may read its parts; for everybody else they are not there.
 * `insert…` and `save…` fail with `not-found` then, and as `repository.ts` says; a serial is given once in a case file.
 */
export interface CaseFileParts {
  insertSubFile(actor: Actor, subFile: SubFile, signal: AbortSignal): Promise<void>
  /** By serial. */
  subFiles(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<SubFile[]>
  saveProcedure(actor: Actor, procedure: Procedure, signal: AbortSignal): Promise<Procedure>

  insertEntry(actor: Actor, entry: FileEntry, signal: AbortSignal): Promise<void>
  saveEntry(actor: Actor, entry: FileEntry, signal: AbortSignal): Promise<FileEntry>
  /** By serial, those that were left or voided included. */
  entries(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<FileEntry[]>
}
