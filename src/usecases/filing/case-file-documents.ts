import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Documents } from '../../ports/documents.ts'
import { required } from '../shared/required.ts'

/** @throws {MailroomError} `not-found` */
export type CaseFileDocuments = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly StoredDocument[]>

export function createCaseFileDocuments({
  caseFiles,
  documents,
}: {
  readonly caseFiles: CaseFiles
  readonly documents: Documents
}): CaseFileDocuments {
  return async function caseFileDocuments(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    required(await caseFiles.find(actor, caseFileId, signal))
    return documents.ofCaseFile(actor, caseFileId, signal)
  }
}
