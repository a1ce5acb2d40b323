import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'

/** @throws {MailroomError} `not-found` */
export type CaseFileDocuments = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly StoredDocument[]>
