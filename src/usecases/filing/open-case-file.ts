import type { Actor } from '../../domain/access/actor.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'

export interface OpenCaseFileInput {
  readonly subject: string
  readonly filingPlanEntryId: string
  readonly leadUnitId: string
}

/** @throws {MailroomError} `forbidden`, `validation-failed` for unknown entries and units, and for units of others */
export type OpenCaseFile = (actor: Actor, input: OpenCaseFileInput, signal: AbortSignal) => Promise<CaseFile>
