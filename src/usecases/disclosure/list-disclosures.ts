import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Disclosure } from '../../domain/disclosure/disclosure.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Disclosures } from '../../ports/disclosures.ts'
import type { Documents } from '../../ports/documents.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** What of an entry of the log its reader may know. */
export interface ShownDisclosure extends Disclosure {
  /** False when there was something in it that the reader may not read: neither that nor the totals are shown. */
  readonly isWhole: boolean
}

/** What was given out of a case file, newest first. @throws {MailroomError} `not-found` */
export type ListDisclosures = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly ShownDisclosure[]>

/** A file that is given out more often is no file of a person. */
const MAX_SHOWN = 500

export function createListDisclosures(ports: {
  readonly caseFiles: CaseFiles
  readonly documents: Documents
  readonly disclosures: Disclosures
  readonly readLog: ReadLog
}): ListDisclosures {
  return async function listDisclosures(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    await viewedCaseFile(ports, actor, caseFileId, signal)
    const all = await ports.disclosures.ofCaseFile(actor, caseFileId, MAX_SHOWN, signal)
    const ids = [...new Set(all.flatMap(({ documents }) => documents.map(({ documentId }) => documentId)))]
    const readable = new Set((await ports.documents.findMany(actor, ids, signal)).map(({ id }) => id))
    return all.map((one) => {
      const documents = one.documents.filter(({ documentId }) => readable.has(documentId))
      return { ...one, documents, isWhole: documents.length === one.documents.length }
    })
  }
}
