import type { Actor } from '../../domain/access/actor.ts'
import type { Procedure } from '../../domain/filing/case-file.ts'

/** @throws {MailroomError} `not-found`, `state-conflict` for a closed case file */
export type AddProcedure = (
  actor: Actor,
  input: { readonly caseFileId: string; readonly subject: string },
  signal: AbortSignal,
) => Promise<Procedure>
