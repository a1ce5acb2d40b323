import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { numberedNext, type FileEntry } from '../../domain/filing/file-entry.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { OutgoingLetter } from '../../domain/letters/outgoing-letter.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import { unnumberedIn } from '../shared/case-file-parts.ts'
import { lettersIn } from '../shared/letters-in-file.ts'
import { ofDocument, viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** Of a file from before documents got numbers, the numbers that they will get with its next change. */
type ListedEntry = Omit<FileEntry, 'id' | 'tenantId' | 'caseFileId' | 'version'>

/** A numbered place in a case file, with its document where the actor may read that. */
export interface ShownEntry {
  readonly entry: ListedEntry
  readonly document: StoredDocument | undefined
  /** Of a letter that was written here. */
  readonly outgoing?: OutgoingLetter | undefined
}

/**
 * Everything that ever had a number in the case file, by number: what has gone elsewhere and what was voided, too.
 *
 * @throws {MailroomError} `not-found`
 */
export type ListFileEntries = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly ShownEntry[]>

export function createListFileEntries(ports: {
  readonly caseFiles: CaseFiles
  readonly caseFileParts: CaseFileParts
  readonly documents: Documents
  readonly incomingItems: IncomingItems
  readonly readLog: ReadLog
}): ListFileEntries {
  return async function listFileEntries(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    const caseFile = await viewedCaseFile(ports, actor, caseFileId, signal)
    const old = await unnumberedIn(ports.documents, actor, caseFile, signal)
    const entries: readonly ListedEntry[] =
      old.length > 0 ? entriesToCome(old) : await ports.caseFileParts.entries(actor, caseFileId, signal)
    const ids = [...new Set(entries.map(({ documentId }) => documentId))]
    const documents = await ports.documents.findMany(actor, ids, signal)
    await ports.readLog.viewed(actor, documents.map(ofDocument), signal)
    const byId = new Map(documents.map((document) => [document.id, document]))
    const letters = await lettersIn(ports.incomingItems, actor, caseFileId, signal)
    return entries.map((entry) => {
      const { documentId } = entry
      return { entry, document: byId.get(documentId), outgoing: letters.get(documentId) }
    })
  }
}

function entriesToCome(documents: readonly StoredDocument[]): ListedEntry[] {
  const { places } = numberedNext(
    {},
    documents.map(({ pageCount }) => pageCount),
  )
  const { tenantId = '' } = documents[0] ?? {}
  const filedBy = personOf(systemActor(tenantId, ''))
  return documents.flatMap(({ id, capturedAt }, index) => {
    const place = places[index]
    return place === undefined ? [] : { ...place, documentId: id, filedAt: capturedAt, filedBy }
  })
}
