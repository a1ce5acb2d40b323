import type { Readable } from 'node:stream'
import type { StorageEngine } from 'multer'
import { MailroomError } from '../domain/errors.ts'
import type { MediaTypeDetector } from '../ports/media-type-detector.ts'
import type { StagedFile, StagingArea } from '../ports/staging.ts'
import { wholeFile } from '../usecases/shared/whole-file.ts'
import type { ReceivedUpload } from '../usecases/shared/received-upload.ts'
import type { PlaceLimits } from './upload-places.ts'

export interface UploadLimits extends PlaceLimits {
  readonly maxFileBytes: number
  readonly maxFiles: number
  /** All files and fields of one request together. */
  readonly maxRequestBytes: number
}

export interface SessionServices {
  readonly staging: StagingArea
  readonly mediaTypes: MediaTypeDetector
  readonly limits: UploadLimits
}

/** The files of one request while they come in. Owns every staged file until `discard`. */
export interface UploadSession {
  /**
   * Streams each file of the request into the staging area.
   *
   * @param fail told of every fault of a file, before multer is
   */
  storage(fail: (error: Error) => void): StorageEngine
  /** Waits for the files to be staged. */
  complete(): Promise<void>
  files(): readonly ReceivedUpload[]
  /** Ends what still comes in. */
  stop(): void
  /** Ends what still comes in and removes everything that was staged. */
  discard(): Promise<void>
}

export function createUploadSession(
  services: SessionServices,
  announcedBytes: number | undefined,
  signal: AbortSignal,
): UploadSession {
  const stopper = new AbortController()
  const either = AbortSignal.any([signal, stopper.signal])
  const received = new Map<number, ReceivedUpload>()
  const staged: StagedFile[] = []
  const running: Promise<void>[] = []
  // A file stream that is taken off the request neither ends nor fails by itself.
  const streams: Readable[] = []

  function stop(): void {
    stopper.abort()
    for (const stream of streams) stream.destroy()
  }

  async function receive(filename: string, content: AsyncIterable<Uint8Array>, index: number): Promise<void> {
    const file = await receiveFile(services, { filename, content, announcedBytes }, either)
    staged.push(file.staged)
    received.set(index, file)
  }

  return {
    storage: (fail) => ({
      _handleFile(_request, file, callback) {
        streams.push(file.stream)
        // A stream that its reader destroys would reach multer as a fault before the reader's own error does.
        const content = file.stream.iterator({ destroyOnReturn: false })
        const done = receive(file.originalname, content, running.length)
        running.push(done)
        done.then(
          () => {
            callback(null, {})
          },
          (cause: unknown) => {
            const error = cause instanceof Error ? cause : new Error('Staging failed.', { cause })
            fail(error)
            callback(error)
          },
        )
      },
      _removeFile(_request, _file, callback) {
        callback(null)
      },
    }),
    async complete() {
      await Promise.all(running)
    },
    files() {
      return [...received].sort(([left], [right]) => left - right).map(([, upload]) => upload)
    },
    stop,
    async discard() {
      stop()
      await Promise.allSettled(running)
      await Promise.all(staged.map((file) => file.discard()))
    },
  }
}

export interface IncomingFile {
  readonly filename: string
  readonly content: AsyncIterable<Uint8Array>
  readonly announcedBytes: number | undefined
}

/** One file into the staging area; of what is refused nothing stays there. */
export async function receiveFile(
  { staging, mediaTypes, limits }: SessionServices,
  { filename, content, announcedBytes }: IncomingFile,
  signal: AbortSignal,
): Promise<ReceivedUpload> {
  const staged = await staging.receive(content, { maxBytes: limits.maxFileBytes, announcedBytes }, signal)
  try {
    if (staged.sizeBytes === 0) throw emptyFile(filename)
    const mediaType = await mediaTypes.detect(staged.head, wholeFile(staged, filename, signal))
    if (mediaType === undefined) throw unknownContent(filename)
    return { staged, filename, mediaType }
  } catch (error) {
    await staged.discard()
    throw error
  }
}

export function requestTooLarge(limits: UploadLimits): MailroomError {
  return new MailroomError('upload-too-large', `One request may have ${limits.maxRequestBytes} bytes.`)
}

function emptyFile(filename: string): MailroomError {
  const faults = [{ path: 'files', message: `"${shown(filename)}" is empty.` }]
  return new MailroomError('validation-failed', 'An empty file was sent.', { faults })
}

function unknownContent(filename: string): MailroomError {
  return new MailroomError(
    'unsupported-media-type',
    `"${shown(filename)}" is of no kind that is accepted here. Accepted are PDF, TIFF, JPEG, PNG, WebP, HEIC, GIF, DOCX, XLSX, ODT, ODS, RTF, HTML, TXT, ZIP, electronic invoices in XML, and mails (EML).`,
  )
}

/** Names are foreign text: control and direction marks could make a message say something else. */
function shown(filename: string): string {
  return filename.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, 100)
}
