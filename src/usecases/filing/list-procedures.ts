import type { Actor } from '../../domain/access/actor.ts'
import type { Procedure } from '../../domain/filing/case-file.ts'

/** By serial. @throws {MailroomError} `not-found` */
export type ListProcedures = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly Procedure[]>
