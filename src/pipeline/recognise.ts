import type { Actor } from '../domain/access/actor.ts'
import { collected } from '../domain/collected.ts'
import { isMailroomError } from '../domain/errors.ts'
import {
  readableObject,
  type PageImage,
  type StoredDocument,
  type StoredEInvoice,
} from '../domain/intake/document.ts'
import { carriedPage } from '../domain/stacks/carried-page.ts'
import type { OriginPage } from '../domain/stacks/stack-scan.ts'
import { storedInvoice } from '../domain/invoices/stored-invoice.ts'
import type { RecognizedPage } from '../domain/recognition/page.ts'
import { languagesOf, ocrSummary } from '../domain/recognition/summary.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { Digest } from '../ports/digest.ts'
import type { DocumentFacts, DocumentReader, PagePreview, SourceFile } from '../ports/document-reader.ts'
import type { Documents } from '../ports/documents.ts'
import { GaveWay, type DocumentWork, type ReadWork, type RunContext, type Stage } from './stage.ts'

export interface RecognisePorts {
  readonly documents: Documents
  readonly blobStore: BlobStore
  readonly reader: DocumentReader
  readonly digest: Digest
  readonly ids: IdGenerator
}

/** What letters to a German city are written in. */
const LANGUAGES = ['deu', 'eng'] as const

/** Pages of one document that are read at the same time; the reader queues what is more than its children. */
const PAGES_AT_ONCE = 2

const PREVIEW_MEDIA_TYPE = 'image/webp'

interface PageResult {
  readonly page: RecognizedPage
  readonly images: readonly PageImage[]
}

/** Where the pages of a run are kept, so that a run that was cut short goes on. */
interface Shelf {
  /** Pages that are finished, by number. */
  finished(): Promise<Map<number, PageResult>>
  keep(result: PageResult, signal: AbortSignal): Promise<void>
  report(pageCount: number, done: ReadonlyMap<number, PageResult>): Promise<void>
  /** A page that was read before as part of something else. */
  carried?(number: number, signal: AbortSignal): Promise<PageResult | undefined>
}

/** Reads every page: text layer or recognition, and page pictures. Pages that an earlier run has finished are kept. */
export function createRecogniseStage(ports: RecognisePorts): Stage<DocumentWork, ReadWork> {
  return async (work, context) => {
    const shelf = shelfOfDocument(ports, work.document, context)
    return readAll(ports, work, await carrying(ports, work, shelf, context), context)
  }
}

/** Reads every page anew beside those that the document has; they become its own when the additions are saved. */
export function createReadAgainStage(ports: RecognisePorts): Stage<DocumentWork, ReadWork> {
  return async function readAgain(work, context) {
    const read = await readAll(ports, work, shelfOfReading(ports, work.document, context), context)
    return { ...read, additions: { ...read.additions, reading: context.jobId } }
  }
}

async function readAll(
  ports: RecognisePorts,
  work: DocumentWork,
  shelf: Shelf,
  context: RunContext,
): Promise<ReadWork> {
  const { document } = work
  const shown = readableObject(document)
  await using copy = await ports.blobStore.localCopy(shown.key, shown, context.signal)
  const source: SourceFile = { path: copy.path, mediaType: shown.mediaType }
  const facts = await ports.reader.inspect(source, context.signal)
  const { pageCount } = facts
  const isInvoiceKept = document.eInvoice?.object !== undefined
  const eInvoice = isInvoiceKept ? undefined : await storeInvoice(ports, document, facts, context.signal)
  const done = await shelf.finished()
  await readMissing({ ports, document, source, shelf, context }, pageCount, done)
  const results = [...done.values()].sort((left, right) => left.page.number - right.page.number)
  const pages = results.map(({ page }) => page)
  const ocr = ocrSummary(pages)
  return {
    ...work,
    pages,
    additions: {
      ...work.additions,
      pageCount,
      pageImages: results.flatMap(({ images }) => images),
      languages: languagesOf(pages),
      ...(ocr === undefined ? {} : { ocr }),
      ...(eInvoice === undefined ? {} : { eInvoice }),
      ...(facts.features === undefined ? {} : { features: facts.features }),
    },
  }
}

/** A page is finished when its text is stored, and its pictures are unless they are drawn when somebody looks. */
function shelfOfDocument(
  { documents }: RecognisePorts,
  document: StoredDocument,
  { actor, signal, report }: RunContext,
): Shelf {
  return {
    async finished() {
      const done = new Map<number, PageResult>()
      for (const page of await readablePages(documents, document.id, actor, signal)) {
        const images = document.pageImages.filter((image) => image.page === page.number)
        if (images.length > 0 || page.source === 'text-layer') done.set(page.number, { page, images })
      }
      return done
    },
    keep: ({ page }, keeping) => documents.savePage(actor, document.id, page, keeping),
    report(pageCount, done) {
      const pageImages = [...done.values()].flatMap(({ images }) => images)
      return report({ pageCount, pagesDone: done.size, pageImages })
    },
  }
}

function shelfOfReading(
  { documents }: RecognisePorts,
  { id }: StoredDocument,
  { actor, signal, jobId }: RunContext,
): Shelf {
  return {
    async finished() {
      const staged = await documents.stagedPages(actor, id, jobId, signal)
      return new Map(staged.map((result) => [result.page.number, result]))
    },
    keep: (result, keeping) => documents.stagePage(actor, id, jobId, result, keeping),
    report: async () => undefined,
  }
}

/** Rows that are damaged are read from the original again. */
async function readablePages(
  documents: Documents,
  documentId: string,
  actor: Actor,
  signal: AbortSignal,
): Promise<readonly RecognizedPage[]> {
  try {
    return await documents.pages(actor, documentId, signal)
  } catch (error) {
    if (isMailroomError(error, 'integrity-failure')) return []
    throw error
  }
}

interface Reading {
  readonly ports: RecognisePorts
  readonly document: StoredDocument
  readonly source: SourceFile
  readonly shelf: Shelf
  readonly context: RunContext
}

async function readMissing(
  reading: Reading,
  pageCount: number,
  done: Map<number, PageResult>,
): Promise<void> {
  const { shelf, context } = reading
  const missing = Array.from({ length: pageCount }, (_, index) => index + 1).filter((page) => !done.has(page))
  let goesOn = true
  await shelf.report(pageCount, done)
  await sideBySide(PAGES_AT_ONCE, context.signal, async (signal) => {
    while (goesOn) {
      const number = missing.shift()
      if (number === undefined) return
      signal.throwIfAborted()
      done.set(number, await readPage(reading, number, signal))
      await shelf.report(pageCount, done)
      goesOn &&= await context.mayGoOn()
    }
  })
  if (missing.length > 0) throw new GaveWay()
}

/**
 * Runs the task so many times at once. The first failure ends the others, and it is thrown only when all have ended, so
 * that nothing goes on behind the back of the caller.
 */
async function sideBySide(
  count: number,
  signal: AbortSignal,
  task: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failure = new AbortController()
  const either = AbortSignal.any([signal, failure.signal])
  const ends = await Promise.allSettled(
    Array.from({ length: count }, () =>
      task(either).catch((error: unknown) => {
        failure.abort(error)
        throw error
      }),
    ),
  )
  signal.throwIfAborted()
  if (ends.some(({ status }) => status === 'rejected')) throw failure.signal.reason
}

async function readPage(
  { ports, document, source, shelf }: Reading,
  number: number,
  signal: AbortSignal,
): Promise<PageResult> {
  const carried = await shelf.carried?.(number, signal)
  if (carried !== undefined) {
    await shelf.keep(carried, signal)
    return carried
  }
  const { page, previews } = await ports.reader.readPage(source, number, { languages: LANGUAGES }, signal)
  const images: PageImage[] = []
  for (const preview of previews) images.push(await storePreview(ports, document, number, preview, signal))
  await shelf.keep({ page, images }, signal)
  return { page, images }
}

/** Pages of a letter that was cut out of a stack were read there, words and pictures; they are taken over as they are. */
async function carrying(
  ports: RecognisePorts,
  { item, document }: DocumentWork,
  shelf: Shelf,
  context: RunContext,
): Promise<Shelf> {
  const { origin } = item
  const isAsCut = document.superseded === undefined && document.supersedes?.way !== 'rescan'
  if (origin === undefined || !isAsCut) return shelf
  const { actor } = context
  const stack = await ports.documents.find(actor, origin.stackDocumentId, context.signal)
  if (stack === undefined) return shelf
  return {
    ...shelf,
    async carried(number, signal) {
      const from = origin.pages[number - 1]
      if (from === undefined) return undefined
      return carriedFrom(ports, { stack, document, from, number, actor }, signal)
    },
  }
}

interface Carrying {
  readonly stack: StoredDocument
  readonly document: StoredDocument
  readonly from: OriginPage
  readonly number: number
  readonly actor: Actor
}

async function carriedFrom(
  ports: RecognisePorts,
  { stack, document, from, number, actor }: Carrying,
  signal: AbortSignal,
): Promise<PageResult | undefined> {
  const read = await ports.documents.findPage(actor, stack.id, from.page, signal)
  const page = read === undefined ? undefined : carriedPage(read, from, number)
  const pictures = stack.pageImages.filter((image) => image.page === from.page)
  if (page === undefined || (pictures.length === 0 && page.source !== 'text-layer')) return undefined
  const images: PageImage[] = []
  for (const { widthPx, heightPx, object } of pictures) {
    const bytes = await collected(await ports.blobStore.open(object.key, object, signal))
    images.push(await storePreview(ports, document, number, { widthPx, heightPx, bytes }, signal))
  }
  return { page, images }
}

/** Keys are fresh for every run, because objects are never overwritten; what a lost run leaves is swept after the next one. */
async function storePreview(
  { blobStore, digest, ids }: RecognisePorts,
  document: StoredDocument,
  page: number,
  { bytes, widthPx, heightPx }: PagePreview,
  signal: AbortSignal,
): Promise<PageImage> {
  const object = {
    key: `renditions/${document.tenantId}/${document.id}/page-${page}-${widthPx}-${ids.next()}.webp`,
    mediaType: PREVIEW_MEDIA_TYPE,
    sizeBytes: bytes.byteLength,
    sha256: digest.sha256(bytes),
  }
  await blobStore.put(object.key, once(bytes), object, signal)
  return { page, widthPx, heightPx, object }
}

/** Keys are fresh, as those of previews are. */
async function storeInvoice(
  { blobStore, digest, ids }: RecognisePorts,
  document: StoredDocument,
  { eInvoice, eInvoiceRefusal }: DocumentFacts,
  signal: AbortSignal,
): Promise<StoredEInvoice | undefined> {
  if (eInvoice === undefined) return eInvoiceRefusal === undefined ? undefined : { refusal: eInvoiceRefusal }
  const bytes = new TextEncoder().encode(storedInvoice(eInvoice))
  const object = {
    key: `renditions/${document.tenantId}/${document.id}/e-invoice-${ids.next()}.json`,
    mediaType: 'application/json',
    sizeBytes: bytes.byteLength,
    sha256: digest.sha256(bytes),
  }
  await blobStore.put(object.key, once(bytes), object, signal)
  return { object }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
