import type { Person } from '../access/actor.ts'
import { MailroomError } from '../errors.ts'
import type { CaseFile, Numbered } from './case-file.ts'

/** When, by whom and why an entry was left or voided. */
export interface Withdrawal {
  readonly at: string
  readonly by: Person
  readonly reason: string
}

/**
 * The place of a document in a case file (laufende Nummer). It is never removed: a document that goes elsewhere leaves its
 * entry behind, and one that should not count is voided and still shown.
 */
export interface FileEntry {
  readonly id: string
  readonly tenantId: string
  readonly caseFileId: string
  /** Running number inside the case file, from 1; never changed and never given again. */
  readonly serial: number
  readonly documentId: string
  /** Pages of the case file that the document takes; absent when it has none that can be counted. */
  readonly firstPage?: number
  readonly lastPage?: number
  readonly filedAt: string
  readonly filedBy: Person
  /** The document has gone into another case file. */
  readonly left?: Withdrawal
  readonly voided?: Withdrawal
  readonly version: number
}

/** Numbers and pages for documents that come in now, and what was given out after them. */
export function numberedNext(
  { numbered = { documents: 0, pages: 0 } }: Pick<CaseFile, 'numbered'>,
  pageCounts: readonly number[],
): {
  readonly numbered: Numbered
  readonly places: readonly Pick<FileEntry, 'serial' | 'firstPage' | 'lastPage'>[]
} {
  let { documents, pages } = numbered
  const places = pageCounts.map((pageCount) => {
    documents += 1
    const firstPage = pages + 1
    pages += pageCount
    return { serial: documents, ...(pageCount === 0 ? {} : { firstPage, lastPage: pages }) }
  })
  return { numbered: { documents, pages }, places }
}

/** @throws {MailroomError} `state-conflict` for what was voided before */
export function voidedEntry(entry: FileEntry, voided: Withdrawal): FileEntry {
  if (entry.voided === undefined) return { ...entry, voided }
  throw new MailroomError('state-conflict', 'The entry has been voided before.', {
    facts: { entryId: entry.id },
  })
}
