import type { Actor } from '../domain/access/actor.ts'
import { isMailroomError } from '../domain/errors.ts'
import type { PageImage, StoredDocument, StoredEInvoice } from '../domain/intake/document.ts'
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

/** Reads every page: text layer or recognition, and page pictures. Pages that an earlier run has finished are kept. */
export function createRecogniseStage(ports: RecognisePorts): Stage<DocumentWork, ReadWork> {
  return async function recognise(work, context) {
    const { document } = work
    await using copy = await ports.blobStore.localCopy(
      document.original.key,
      document.original,
      context.signal,
    )
    const source: SourceFile = { path: copy.path, mediaType: document.original.mediaType }
    const facts = await ports.reader.inspect(source, context.signal)
    const { pageCount } = facts
    const eInvoice = await storeInvoice(ports, document, facts, context.signal)
    const done = await finishedPages(ports, document, context)
    await readMissing(ports, document, source, pageCount, done, context)
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
}

/** Pages of an earlier run whose text is stored, and whose pictures are unless they are drawn when somebody looks. */
async function finishedPages(
  { documents }: RecognisePorts,
  document: StoredDocument,
  { actor, signal }: RunContext,
): Promise<Map<number, PageResult>> {
  const done = new Map<number, PageResult>()
  for (const page of await readablePages(documents, document.id, actor, signal)) {
    const images = document.pageImages.filter((image) => image.page === page.number)
    if (images.length > 0 || page.source === 'text-layer') done.set(page.number, { page, images })
  }
  return done
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

async function readMissing(
  ports: RecognisePorts,
  document: StoredDocument,
  source: SourceFile,
  pageCount: number,
  done: Map<number, PageResult>,
  context: RunContext,
): Promise<void> {
  const missing = Array.from({ length: pageCount }, (_, index) => index + 1).filter((page) => !done.has(page))
  const report = (): Promise<void> => {
    const pageImages = [...done.values()].flatMap(({ images }) => images)
    return context.report({ pageCount, pagesDone: done.size, pageImages })
  }
  let goesOn = true
  await report()
  await sideBySide(PAGES_AT_ONCE, context.signal, async (signal) => {
    while (goesOn) {
      const number = missing.shift()
      if (number === undefined) return
      signal.throwIfAborted()
      done.set(number, await readPage(ports, document, source, number, { ...context, signal }))
      await report()
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
  ports: RecognisePorts,
  document: StoredDocument,
  source: SourceFile,
  number: number,
  { actor, signal }: RunContext,
): Promise<PageResult> {
  const { page, previews } = await ports.reader.readPage(source, number, { languages: LANGUAGES }, signal)
  const images: PageImage[] = []
  for (const preview of previews) images.push(await storePreview(ports, document, number, preview, signal))
  await ports.documents.savePage(actor, document.id, page, signal)
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
