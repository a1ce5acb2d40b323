import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Documents } from '../../ports/documents.ts'
import { ofDocument, viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** @throws {MailroomError} `not-found` */
export type CaseFileDocuments = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly StoredDocument[]>

export function createCaseFileDocuments(ports: {
  readonly caseFiles: CaseFiles
  readonly documents: Documents
  readonly readLog: ReadLog
}): CaseFileDocuments {
  return async function caseFileDocuments(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    await viewedCaseFile(ports, actor, caseFileId, signal)
    const documents = await ports.documents.ofCaseFile(actor, caseFileId, signal)
    await ports.readLog.viewed(actor, documents.map(ofDocument), signal)
    return documents
  }
}
