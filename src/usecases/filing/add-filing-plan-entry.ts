import type { Actor } from '../../domain/access/actor.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'

export interface AddFilingPlanEntryInput {
  readonly number: string
  readonly title: string
  readonly parentId?: string | undefined
  readonly orgUnitId?: string | undefined
}

/** @throws {MailroomError} `validation-failed`, `already-exists` for a number that is taken */
export type AddFilingPlanEntry = (
  actor: Actor,
  input: AddFilingPlanEntryInput,
  signal: AbortSignal,
) => Promise<FilingPlanEntry>
