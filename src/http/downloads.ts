import { once } from 'node:events'
import type { Request, Response } from 'express'
import { MailroomError } from '../domain/errors.ts'
import type { StoredObject } from '../domain/intake/document.ts'
import type { ByteRange } from '../ports/blob-store.ts'
import type { OpenedObject } from '../usecases/shared/opened-object.ts'
import { contextOf } from './request-context.ts'
import { sandboxDownload } from './security-headers.ts'
import { endStalledAnswer } from './stalled-answer.ts'

export interface Download {
  readonly object: StoredObject
  /** Clean name; absent for pictures that pages show. */
  readonly attachmentName?: string
}

/** Nobody who wants one range needs more. */
const MAX_RANGE_HEADER = 100

/** Types that downloads are labelled with; everything else is only bytes. */
const LABELLED = new Set([
  'application/pdf',
  'application/vnd.ms-outlook',
  'application/xml',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
  'message/rfc822',
])

/**
 * Sends stored bytes: whole, one range (206), or only the headers (HEAD). `open` is called only when bytes are to be
 * sent, with the range if there is one.
 *
 * The first chunk is read before the headers go out and the last one is held back by the store until the hash is right,
 * so altered bytes end in a problem answer or a cut connection, never in an answer that looks complete.
 */
export async function sendDownload(
  request: Request,
  response: Response,
  download: Download,
  open: (range: ByteRange | undefined) => Promise<OpenedObject>,
): Promise<undefined> {
  const { object } = download
  if (request.headers['if-none-match'] === tagOf(object)) {
    response.status(304).set('ETag', tagOf(object)).end()
    return
  }
  const range = requestedRange(request, response, object)
  if (request.method === 'HEAD') {
    setHeaders(response, download, undefined)
    response.end()
    return
  }
  const content = (await open(range)).content[Symbol.asyncIterator]()
  const first = await content.next()
  setHeaders(response, download, range)
  endStalledAnswer(response)
  await pump(chunks(first, content), response, contextOf(request).signal)
}

/** Sends a file that was made for this answer, whole. */
export async function sendMade(
  request: Request,
  response: Response,
  made: {
    readonly file: { readonly sizeBytes: number; readonly sha256: string }
    readonly filename: string
    readonly mediaType: string
  },
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  sandboxDownload(response)
  response.attachment(made.filename)
  response.set({
    'Content-Type': made.mediaType,
    'Content-Length': String(made.file.sizeBytes),
    'Repr-Digest': digestOf(made.file),
  })
  endStalledAnswer(response)
  await pump(content, response, contextOf(request).signal)
}

/** Holds one chunk at a time: many slow readers must not fill the memory. */
async function pump(
  content: AsyncIterable<Uint8Array>,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  for await (const chunk of content) {
    if (!response.write(chunk)) await once(response, 'drain', { signal })
  }
  response.end()
}

async function* chunks(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

function setHeaders(
  response: Response,
  { object, attachmentName }: Download,
  range: ByteRange | undefined,
): void {
  sandboxDownload(response)
  if (attachmentName !== undefined) response.attachment(attachmentName)
  const size = range === undefined ? object.sizeBytes : range.lastByte - range.firstByte + 1
  response.set({
    'Content-Type': LABELLED.has(object.mediaType) ? object.mediaType : 'application/octet-stream',
    'Content-Length': String(size),
    'Accept-Ranges': 'bytes',
    ETag: tagOf(object),
    'Repr-Digest': digestOf(object),
  })
  if (range !== undefined) {
    response.status(206)
    response.set('Content-Range', `bytes ${range.firstByte}-${range.lastByte}/${object.sizeBytes}`)
  }
}

function digestOf({ sha256 }: { readonly sha256: string }): string {
  return `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`
}

/** Strong: the hash of the bytes. */
function tagOf(object: StoredObject): string {
  return `"${object.sha256}"`
}

/**
 * One range is served; several, and what is no range at all, get the whole object, as RFC 9110 (14.2) allows.
 *
 * @throws {MailroomError} `range-not-satisfiable`
 */
function requestedRange(request: Request, response: Response, object: StoredObject): ByteRange | undefined {
  const condition = request.headers['if-range']
  if (condition !== undefined && condition !== tagOf(object)) return undefined
  if ((request.headers.range?.length ?? 0) > MAX_RANGE_HEADER) return undefined
  const ranges = request.range(object.sizeBytes)
  if (ranges === -1) {
    response.set('Content-Range', `bytes */${object.sizeBytes}`)
    throw new MailroomError('range-not-satisfiable', `The file has ${object.sizeBytes} bytes.`)
  }
  return onlyRange(ranges)
}

function onlyRange(ranges: ReturnType<Request['range']>): ByteRange | undefined {
  if (ranges === undefined || typeof ranges === 'number' || ranges.type !== 'bytes') return undefined
  const [only, second] = ranges
  return only === undefined || second !== undefined
    ? undefined
    : { firstByte: only.start, lastByte: only.end }
}
