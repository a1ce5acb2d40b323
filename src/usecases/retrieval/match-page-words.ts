import type { Actor } from '../../domain/access/actor.ts'
import type { Box } from '../../domain/recognition/page.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { matchingWords } from '../../domain/retrieval/matching-words.ts'
import { openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'
import { required } from '../shared/required.ts'

/** Boxes of the words on one page that a search text finds. @throws {MailroomError} `quarantined`, `not-found`, `validation-failed` */
export type MatchPageWords = (
  actor: Actor,
  input: { readonly documentId: string; readonly pageNumber: number; readonly text: string },
  signal: AbortSignal,
) => Promise<readonly Box[]>

export function createMatchPageWords(ports: DocumentViewPorts): MatchPageWords {
  return async function matchPageWords(actor, { documentId, pageNumber, text }, signal) {
    requirePermission(actor, 'search:use')
    await openedDocument(ports, actor, documentId, signal)
    const page = required(await ports.documents.findPage(actor, documentId, pageNumber, signal))
    return matchingWords(page, text).map((word) => word.box)
  }
}
