import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { Box, RecognizedPage } from '../../domain/recognition/page.ts'
import { burntPlaces } from '../../domain/redaction/covered.ts'
import type { MarkedPage } from '../../domain/redaction/hidden-words.ts'
import type { Redaction, RedactionMark } from '../../domain/redaction/redaction.ts'
import type { PagePlaces } from '../../ports/redactor.ts'
import type { ChangedRecord } from './ledger.ts'
import { openedDocument, type DocumentViewPorts } from './opened-records.ts'
import { required } from './required.ts'

export interface RedactableDocument {
  readonly document: StoredDocument
  readonly pages: readonly RecognizedPage[]
}

/** A document with all its pages. @throws {MailroomError} `forbidden`, `not-found`, `quarantined`, `state-conflict` */
export async function redactableDocument(
  ports: DocumentViewPorts,
  actor: Actor,
  documentId: string,
  signal: AbortSignal,
): Promise<RedactableDocument> {
  requirePermission(actor, 'files:disclose')
  const document = await openedDocument(ports, actor, documentId, signal)
  const pages = await ports.documents.pages(actor, documentId, signal)
  if (pages.length > 0 && pages.length === document.pageCount) return { document, pages }
  throw new MailroomError('state-conflict', 'The pages of the document have not all been read.', {
    facts: { documentId },
  })
}

/**
 * Each page with the places that are burnt on it.
 *
 * @param isExact only what was marked, without the rest of the words that it covers for the most part
 */
export function markedPages(
  pages: readonly RecognizedPage[],
  marks: readonly RedactionMark[],
  isExact = false,
): MarkedPage[] {
  const boxesOf = new Map<number, Box[]>()
  for (const { page, box } of marks) boxesOf.set(page, [...(boxesOf.get(page) ?? []), box])
  return pages.map((page) => {
    const boxes = boxesOf.get(page.number) ?? []
    return { page, burnt: isExact ? boxes : burntPlaces(page, boxes) }
  })
}

export function placesOf(marked: readonly MarkedPage[]): PagePlaces[] {
  return marked
    .filter(({ burnt }) => burnt.length > 0)
    .map(({ page, burnt }) => ({ page: page.number, boxes: burnt }))
}

export function documentNotice({ id, readKeys }: StoredDocument): ChangedRecord {
  return { kind: 'document', id, readKeys }
}

/** @throws {MailroomError} `not-found` */
export function redactionOf({ redactions = [] }: StoredDocument, redactionId: string): Redaction {
  return required(redactions.find(({ id }) => id === redactionId))
}
