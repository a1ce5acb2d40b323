import type { Actor } from '../../domain/access/actor.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'

/** @throws {MailroomError} `not-found` */
export type FindCaseFile = (actor: Actor, caseFileId: string, signal: AbortSignal) => Promise<CaseFile>
