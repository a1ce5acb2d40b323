import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Request, Response } from 'express'
import multer from 'multer'
import type { z } from 'zod'
import { MailroomError } from '../domain/errors.ts'
import type { ByteRange } from '../ports/blob-store.ts'
import type { MediaTypeDetector } from '../ports/media-type-detector.ts'
import type { StagingArea } from '../ports/staging.ts'
import type { ReceivedUpload } from '../usecases/shared/received-upload.ts'
import type { AnswerDeadline } from './answer-deadline.ts'
import { parseRequest } from './parse-request.ts'
import { contextOf } from './request-context.ts'
import { createUploadPlaces, type Place } from './upload-places.ts'
import {
  createUploadSession,
  requestTooLarge,
  type UploadLimits,
  type UploadSession,
} from './upload-session.ts'

export interface UploadServices {
  readonly staging: StagingArea
  readonly mediaTypes: MediaTypeDetector
  readonly limits: UploadLimits
}

/** Multer 2.2 and later; its type package does not name the option yet. */
interface StreamingOptions extends multer.Options {
  readonly streamHandler: (request: IncomingMessage, parser: NodeJS.WritableStream) => void
}

export interface Upload<F> {
  readonly fields: F
  /** In the order in which they were sent. */
  readonly files: readonly ReceivedUpload[]
  /** Hash of everything the request says: two requests with the same are the same. */
  readonly requestHash: string
}

/**
 * Receives a multipart request into the staging area and hands it to `use`; when that ends, whatever the outcome, the
 * staged files are gone.
 *
 * @throws {MailroomError} `malformed-request`, `upload-too-large`, `unsupported-media-type`, `validation-failed`,
 *   `insufficient-storage`, `rate-limited` and `dependency-unavailable` when too many uploads run already, `request-timeout`
 *   when this one is too slow while others wait
 */
export type ReceiveUpload = <F extends z.ZodType, T>(
  call: { readonly request: Request; readonly response: Response; readonly signal: AbortSignal },
  fieldShape: F,
  use: (upload: Upload<z.output<F>>) => Promise<T>,
) => Promise<T>

const MAX_FIELDS = 20
const MAX_FIELD_BYTES = 20 * 1_024
const MAX_FIELD_NAME_BYTES = 100

export function createReceiveUpload(services: UploadServices): ReceiveUpload {
  const places = createUploadPlaces(services.limits)
  return async (call, fieldShape, use) => {
    const { deadline } = contextOf(call.request)
    requireMultipart(call.request, services.limits)
    const place = places.take(call.request)
    const session = createUploadSession(services, announcedBytes(call.request), call.signal)
    try {
      await deadline.leftToCaller(readMultipart(call, session, place, services.limits))
      const files = session.files()
      if (files.length === 0) {
        const faults = [{ path: 'files', message: 'Send at least one file.' }]
        throw new MailroomError('validation-failed', 'There is no file in the request.', { faults })
      }
      const sent = filledFields(call.request.body as Record<string, unknown>)
      const fields = parseRequest('body', fieldShape, sent)
      const watched = files.map((file) => watchedFile(file, deadline))
      return await use({ fields, files: watched, requestHash: requestHashOf(sent, files) })
    } finally {
      place.leave()
      await session.discard()
    }
  }
}

function watchedFile(file: ReceivedUpload, deadline: AnswerDeadline): ReceivedUpload {
  async function* stream(signal: AbortSignal, range?: ByteRange): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of file.staged.stream(signal, range)) {
      deadline.moved(chunk.byteLength)
      yield chunk
    }
  }
  return { ...file, staged: { ...file.staged, stream } }
}

/** A declared length over the limit is refused before a byte is read. */
function requireMultipart(request: Request, limits: UploadLimits): void {
  if (request.is('multipart/form-data') === false || request.headers['content-encoding'] !== undefined) {
    throw new MailroomError('unsupported-media-type', 'Send the files as multipart/form-data.')
  }
  if ((announcedBytes(request) ?? 0) > limits.maxRequestBytes) throw requestTooLarge(limits)
}

function announcedBytes({ headers }: Request): number | undefined {
  const length = headers['content-length']
  return length === undefined ? undefined : Number(length)
}

/**
 * Multer answers a fault only after the whole request was read; here the first fault ends the wait, and what still comes
 * is dropped.
 */
function readMultipart(
  { request, response }: { readonly request: Request; readonly response: Response },
  session: UploadSession,
  place: Place,
  limits: UploadLimits,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      session.stop()
      reject(error)
    }
    place.onTaken(fail)
    const options: StreamingOptions = {
      storage: session.storage(fail),
      fileFilter: requireFilesField(fail),
      defParamCharset: 'utf8',
      limits: {
        files: limits.maxFiles,
        fields: MAX_FIELDS,
        parts: limits.maxFiles + MAX_FIELDS,
        fieldSize: MAX_FIELD_BYTES,
        fieldNameSize: MAX_FIELD_NAME_BYTES,
        fieldNestingDepth: 0,
        headerPairs: 20,
      },
      streamHandler: (_request: IncomingMessage, parser: NodeJS.WritableStream) => {
        feed(request, parser, limits, fail)
      },
    }
    multer(options).any()(request, response, (error?: unknown) => {
      if (error === undefined) session.complete().then(resolve, fail)
      else fail(multipartError(error, limits))
    })
  })
}

function feed(
  request: Request,
  parser: NodeJS.WritableStream,
  limits: UploadLimits,
  fail: (error: Error) => void,
): void {
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > limits.maxRequestBytes) fail(requestTooLarge(limits))
  })
  // Multer drops files without a name silently; nobody shall believe that one of them was taken in.
  parser.on('file', (_field: string, _content: unknown, { filename }: { filename?: string }) => {
    if (filename === undefined || filename === '') fail(namelessFile())
  })
  parser.once('filesLimit', () => {
    fail(tooManyFiles(limits))
  })
  // The parser is taken off a request that has more to come only when the body is not usable.
  parser.once('unpipe', () => {
    if (!request.readableEnded) fail(unusableBody())
  })
  request.pipe(parser)
}

function requireFilesField(fail: (error: Error) => void): NonNullable<multer.Options['fileFilter']> {
  return (_request, file, callback) => {
    if (file.fieldname === 'files') {
      callback(null, true)
      return
    }
    const faults = [{ path: 'files', message: 'Files are expected in the field "files" only.' }]
    const error = new MailroomError('validation-failed', 'A file came in an unknown field.', { faults })
    fail(error)
    callback(error)
  }
}

function multipartError(error: unknown, limits: UploadLimits): MailroomError {
  if (error instanceof MailroomError) return error
  if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_COUNT') return tooManyFiles(limits)
  return unusableBody()
}

function unusableBody(): MailroomError {
  return new MailroomError(
    'malformed-request',
    'The multipart body is broken or has too many or too long fields.',
  )
}

function namelessFile(): MailroomError {
  const faults = [{ path: 'files', message: 'Every file needs a file name.' }]
  return new MailroomError('validation-failed', 'A file came without a name.', { faults })
}

function tooManyFiles(limits: UploadLimits): MailroomError {
  return new MailroomError('upload-too-large', `At most ${limits.maxFiles} files fit into one request.`)
}

/** Forms send what was left empty too; it counts as not given. */
function filledFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled = Object.entries(fields).filter(
    ([, value]) => typeof value !== 'string' || value.trim() !== '',
  )
  return Object.fromEntries(filled)
}

/** Independent of the order of the fields and of the multipart boundary. */
export function requestHashOf(
  fields: Readonly<Record<string, unknown>>,
  files: readonly ReceivedUpload[],
): string {
  const named = Object.entries(fields).sort(([left], [right]) => (left < right ? -1 : 1))
  const content = files.map(({ filename, staged }) => [filename, staged.sizeBytes, staged.sha256])
  return createHash('sha256')
    .update(JSON.stringify([named, content]))
    .digest('hex')
}
