import type { Actor } from '../../domain/access/actor.ts'
import type { CaseFile, CaseFileState } from '../../domain/filing/case-file.ts'

export interface PatchCaseFileInput {
  readonly caseFileId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly subject?: string | undefined
  readonly state?: CaseFileState | undefined
}

/** @throws {MailroomError} `not-found`, `version-mismatch` */
export type PatchCaseFile = (
  actor: Actor,
  input: PatchCaseFileInput,
  signal: AbortSignal,
) => Promise<CaseFile>
