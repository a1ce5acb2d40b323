import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { wordPlaces } from '../../domain/redaction/hidden-words.ts'
import { MAX_MARKS } from '../../domain/redaction/redaction.ts'
import type { Box } from '../../domain/recognition/page.ts'
import { openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'

export interface WordPlace {
  /** 1-based. */
  readonly page: number
  readonly box: Box
}

/** Every place of a word or of words in a row, as many as a version can have. @throws {MailroomError} `not-found` */
export type FindWordPlaces = (
  actor: Actor,
  input: { readonly documentId: string; readonly text: string },
  signal: AbortSignal,
) => Promise<readonly WordPlace[]>

export function createFindWordPlaces(ports: DocumentViewPorts): FindWordPlaces {
  return async function findWordPlaces(actor, { documentId, text }, signal) {
    requirePermission(actor, 'items:read')
    await openedDocument(ports, actor, documentId, signal)
    const pages = await ports.documents.pages(actor, documentId, signal)
    return pages
      .flatMap((page) => wordPlaces(page, text).map((box) => ({ page: page.number, box })))
      .slice(0, MAX_MARKS)
  }
}
