import { indexOrProposedText } from './index-data.ts'
import type { StoredDocument } from './document.ts'
import type { IncomingItem } from './incoming-item.ts'
import { readyForIndexing } from './item-moves.ts'
import type { JobKind } from './job.ts'
import { processingOf } from './processing.ts'

/** The document while a step works on it. */
export function atWork(document: StoredDocument, stage: JobKind): StoredDocument {
  const { pagesDone } = document.processing
  return { ...document, processing: { state: 'running', stage, pagesDone } }
}

/** The document after a step: waiting for the next one, or done. */
export function afterStep(document: StoredDocument, next: JobKind | undefined): StoredDocument {
  const pagesDone = document.pageCount
  return {
    ...document,
    processing:
      next === undefined
        ? { state: 'done', stage: 'done', pagesDone }
        : { state: 'running', stage: next, pagesDone },
  }
}

/** The document on which nobody works any more: it keeps what was found until then. */
export function leftAlone(document: StoredDocument): StoredDocument {
  const { pagesDone } = document.processing
  return { ...document, processing: { state: 'done', stage: 'done', pagesDone } }
}

/** The document when a person must look at it. */
export function parked(document: StoredDocument, stage: JobKind, reason: string): StoredDocument {
  const { pagesDone } = document.processing
  return { ...document, processing: { state: 'needs-attention', stage, reason, pagesDone } }
}

/** Stages in which everything that people need for indexing is there. */
function isReadyForPeople({ processing }: StoredDocument): boolean {
  return (
    processing.state === 'done' ||
    processing.state === 'needs-attention' ||
    processing.stage === ('compose-view-copy' satisfies JobKind)
  )
}

/**
 * The item after the machine has worked on one of its documents: progress, subject and sender while nobody has set or
 * cleared them, and the move to indexing once every document is ready. The item itself when nothing changes.
 *
 * @param documents all documents of the item, as they are afterwards
 */
export function itemAfter(item: IncomingItem, documents: readonly StoredDocument[]): IncomingItem {
  const lead = documents.find(({ id }) => id === item.documentIds[0])
  const described = lead === undefined ? item : withProposed(item, lead)
  const progressed = { ...described, processing: processingOf(documents) }
  const isReady = item.stack === undefined && documents.every(isReadyForPeople)
  const after = isReady ? readyForIndexing(progressed) : progressed
  return JSON.stringify(after) === JSON.stringify(item) ? item : after
}

function withProposed(item: IncomingItem, lead: StoredDocument): IncomingItem {
  const subject = item.subject ?? indexOrProposedText(lead, 'subject')
  const sender = item.sender ?? indexOrProposedText(lead, 'sender')
  return {
    ...item,
    ...(subject === undefined ? {} : { subject }),
    ...(sender === undefined ? {} : { sender }),
  }
}
