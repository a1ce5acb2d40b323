import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { objectsOf } from '../../domain/integrity/finding.ts'
import type { Inconsistency } from '../../domain/integrity/inconsistency.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Notes } from '../../ports/notes.ts'
import type { RouteSlips } from '../../ports/route-slips.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import { unexpectedObjects } from './unexpected-objects.ts'

export interface InconsistencyPorts {
  readonly documents: Documents
  readonly incomingItems: IncomingItems
  readonly caseFiles: CaseFiles
  readonly followUps: FollowUps
  readonly notes: Notes
  readonly routeSlips: RouteSlips
  readonly jobQueue: JobQueue
  readonly blobStore: BlobStore
  readonly clock: Clock
}

const RECORDS_A_STEP = 100

/**
 * Looks through the records of a tenant, without reading objects. People and machine go on meanwhile: a document that
 * changes while it is looked at can be named wrongly, and is not any more the next time.
 */
export async function findInconsistencies(
  ports: InconsistencyPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<Inconsistency[]> {
  const found: Inconsistency[] = []
  for await (const inconsistency of inItems(ports, actor, signal)) found.push(inconsistency)
  for await (const inconsistency of inDocuments(ports, actor, signal)) found.push(inconsistency)
  for await (const inconsistency of inFollowUps(ports, actor, signal)) found.push(inconsistency)
  const { notes, routeSlips } = ports
  for await (const noteId of loose(ports, actor, notes, signal)) found.push({ kind: 'note-loose', noteId })
  for await (const routeSlipId of loose(ports, actor, routeSlips, signal))
    found.push({ kind: 'route-slip-loose', routeSlipId })
  for await (const { key, documentId } of unexpectedObjects(ports, actor, signal)) {
    found.push({ kind: 'orphan-object', objectKey: key, documentId })
  }
  return found
}

async function* inItems(
  { incomingItems, documents }: InconsistencyPorts,
  actor: Actor,
  signal: AbortSignal,
): AsyncGenerator<Inconsistency, void> {
  let cursor: string | undefined
  do {
    const page = { limit: RECORDS_A_STEP, ...(cursor === undefined ? {} : { cursor }) }
    const { items, nextCursor } = await incomingItems.list(actor, { stacks: 'too' }, page, signal)
    for (const { id, documentIds, disposal } of items) {
      const there = new Set((await documents.findMany(actor, documentIds, signal)).map((one) => one.id))
      if (documentIds.length === 0 && disposal === undefined) yield { kind: 'document-missing', itemId: id }
      for (const documentId of documentIds) {
        if (!there.has(documentId)) yield { kind: 'document-missing', itemId: id, documentId }
      }
    }
    cursor = nextCursor
  } while (cursor !== undefined)
}

async function* inFollowUps(
  { followUps, incomingItems, caseFiles }: InconsistencyPorts,
  actor: Actor,
  signal: AbortSignal,
): AsyncGenerator<Inconsistency, void> {
  let afterId: string | undefined
  for (;;) {
    const page = await followUps.all(actor, afterId, RECORDS_A_STEP, signal)
    for (const { id, object, answers } of page) {
      const objects = object.kind === 'case-file' ? caseFiles : incomingItems
      const named = [await objects.find(actor, object.id, signal)]
      for (const { itemId } of answers) named.push(await incomingItems.find(actor, itemId, signal))
      if (named.includes(undefined)) yield { kind: 'follow-up-loose', followUpId: id }
    }
    afterId = page.at(-1)?.id
    if (page.length < RECORDS_A_STEP) return
  }
}

/** Ids of those that stand on nothing. */
async function* loose(
  { incomingItems, caseFiles }: InconsistencyPorts,
  actor: Actor,
  { all }: Pick<Notes | RouteSlips, 'all'>,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  let afterId: string | undefined
  for (;;) {
    const page = await all(actor, afterId, RECORDS_A_STEP, signal)
    for (const { id, object } of page) {
      const objects = object.kind === 'case-file' ? caseFiles : incomingItems
      if ((await objects.find(actor, object.id, signal)) === undefined) yield id
    }
    afterId = page.at(-1)?.id
    if (page.length < RECORDS_A_STEP) return
  }
}

async function* inDocuments(
  ports: InconsistencyPorts,
  actor: Actor,
  signal: AbortSignal,
): AsyncGenerator<Inconsistency, void> {
  let afterId: string | undefined
  for (;;) {
    const documents = await ports.documents.all(actor, afterId, RECORDS_A_STEP, signal)
    for (const document of documents) yield* inDocument(ports, actor, document, signal)
    afterId = documents.at(-1)?.id
    if (documents.length < RECORDS_A_STEP) return
  }
}

async function* inDocument(
  ports: InconsistencyPorts,
  actor: Actor,
  document: StoredDocument,
  signal: AbortSignal,
): AsyncGenerator<Inconsistency, void> {
  const named = { documentId: document.id, itemId: document.itemId }
  const item = await ports.incomingItems.find(actor, document.itemId, signal)
  if (item?.documentIds.includes(document.id) !== true) yield { kind: 'item-missing', ...named }
  for (const { part, object } of objectsOf(document)) {
    const head = await ports.blobStore.head(object.key, signal)
    if (head?.sizeBytes === object.sizeBytes) continue
    const kind = part === 'original' ? 'original-missing' : 'rendition-missing'
    yield { kind, ...named, objectKey: object.key }
  }
  if (await hasHalfItsPages(ports, actor, document, signal)) yield { kind: 'pages-incomplete', ...named }
  if (await isStuck(ports, actor, document, signal)) yield { kind: 'stuck', ...named }
}

async function hasHalfItsPages(
  { documents }: InconsistencyPorts,
  actor: Actor,
  { id, processing, pageCount, pageImages }: StoredDocument,
  signal: AbortSignal,
): Promise<boolean> {
  if (processing.state !== 'done' || pageCount === 0) return false
  const pictured = new Set(pageImages.map(({ page }) => page))
  for (let page = 1; page <= pageCount; page += 1) {
    const read = await documents.findPage(actor, id, page, signal)
    if (read === undefined) return true
    if (!pictured.has(page) && read.source !== 'text-layer') return true
  }
  return false
}

/** Looked up in the order in which a job ends: first whether one is open, then whether the document still waits for it. */
async function isStuck(
  { documents, jobQueue }: InconsistencyPorts,
  actor: Actor,
  { id, itemId, processing }: StoredDocument,
  signal: AbortSignal,
): Promise<boolean> {
  if (processing.state === 'done' || processing.state === 'needs-attention') return false
  const waiting = (await jobQueue.ofItem(actor, itemId, signal)).some(({ documentId }) => documentId === id)
  if (waiting || (await isRunning(jobQueue, actor, id, signal))) return false
  const now = await documents.find(actor, id, signal)
  return now?.processing.state === processing.state && now.processing.stage === processing.stage
}

async function isRunning(
  jobQueue: JobQueue,
  actor: Actor,
  documentId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { items } = await jobQueue.list(actor, 'running', { limit: RECORDS_A_STEP }, signal)
  return items.some((job) => job.documentId === documentId)
}
