import type { DocumentProcessing, StoredDocument } from './document.ts'
import type { Processing, ProcessingState } from './incoming-item.ts'

type Progress = Pick<StoredDocument, 'processing' | 'pageCount' | 'superseded'>

const NOTHING_TO_DO: DocumentProcessing = { state: 'done', stage: 'done', pagesDone: 0 }

/** The document that speaks for all: one that needs a person first, one that is done last. */
const SPEAKERS: readonly ProcessingState[] = ['needs-attention', 'running', 'queued', 'done']

/** What the machine does with an item: the sum over its documents, without versions that do not count any more. */
export function processingOf(all: readonly Progress[]): Processing {
  return sumOf(all.filter(({ superseded }) => superseded === undefined))
}

function sumOf(documents: readonly Progress[]): Processing {
  const all = documents.map(({ processing }) => processing)
  const speaker = SPEAKERS.flatMap((state) => all.find((one) => one.state === state) ?? [])[0]
  const { state, stage, reason } = speaker ?? NOTHING_TO_DO
  const isUnderWay = state === 'queued' && all.some((one) => one.state === 'done')
  return {
    state: isUnderWay ? 'running' : state,
    stage,
    ...(reason === undefined ? {} : { reason }),
    pagesDone: all.reduce((sum, { pagesDone }) => sum + pagesDone, 0),
    pagesTotal: documents.reduce((sum, { pageCount }) => sum + pageCount, 0),
  }
}

/** The machine will try again. */
export function queuedAgain(document: StoredDocument, stage: string): StoredDocument {
  return { ...document, processing: { state: 'queued', stage, pagesDone: document.processing.pagesDone } }
}
