import type { Actor } from '../domain/access/actor.ts'
import type { CaseFile, CaseFileState, FilingPlanEntry, Procedure } from '../domain/filing/case-file.ts'
import type { RetentionClass } from '../domain/filing/retention-class.ts'
import type { Page, PageRequest, Repository } from './repository.ts'

export interface CaseFileFilter {
  readonly state?: CaseFileState
  readonly leadUnitId?: string
  readonly filingPlanEntryId?: string
  /** Start of the file number, or a word of the subject; plain text, never a pattern. */
  readonly text?: string
}

/** See `repository.ts` for what every call promises. */
export interface CaseFiles extends Repository<CaseFile> {
  list(actor: Actor, filter: CaseFileFilter, page: PageRequest, signal: AbortSignal): Promise<Page<CaseFile>>
  findByFileNumber(actor: Actor, fileNumber: string, signal: AbortSignal): Promise<CaseFile | undefined>
  /** Those under one of the entries that were closed before the instant, the longest closed first. */
  closedUnder(
    actor: Actor,
    closed: { readonly filingPlanEntryIds: readonly string[]; readonly closedBefore: string },
    limit: number,
    signal: AbortSignal,
  ): Promise<CaseFile[]>
  /** Next serial for file numbers with this stem (template filled but for the serial); never given twice. */
  nextFileSerial(actor: Actor, stem: string, signal: AbortSignal): Promise<number>

  insertProcedure(actor: Actor, procedure: Procedure, signal: AbortSignal): Promise<void>
  /** By serial. Empty when the actor may not read the case file. */
  procedures(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<Procedure[]>
}

export interface FilingPlan extends Repository<FilingPlanEntry> {
  /** Every entry of the tenant by number. */
  list(actor: Actor, signal: AbortSignal): Promise<FilingPlanEntry[]>
}

/** By name, retired ones included. */
export interface RetentionClasses extends Repository<RetentionClass> {
  list(actor: Actor, signal: AbortSignal): Promise<RetentionClass[]>
}
