import { MailroomError } from '../../domain/errors.ts'
import { readableObject, type StoredDocument, type StoredObject } from '../../domain/intake/document.ts'
import type { QuarterTurn } from '../../domain/recognition/page.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Digest } from '../../ports/digest.ts'
import type { DocumentReader } from '../../ports/document-reader.ts'

export interface DrawnPicturePorts {
  readonly blobStore: BlobStore
  readonly reader: Pick<DocumentReader, 'drawPage'>
  readonly digest: Digest
}

export interface WantedPicture {
  readonly document: StoredDocument
  readonly pageNumber: number
  /** Of the recognised page. */
  readonly turn: QuarterTurn
  readonly widthPx: number
}

export interface DrawnPicture {
  /** It lies in no store, so that its key names nothing. */
  readonly object: StoredObject
  readonly bytes: Uint8Array
}

/** @param signal ends the waiting; the drawing goes on for others who wait for the same picture */
export type DrawPicture = (wanted: WantedPicture, signal: AbortSignal) => Promise<DrawnPicture>

/** About 200 pages at reading size. */
const KEPT_BYTES = 32 * 1024 * 1024
/** A page takes a tenth of a second; who would wait longer than some seconds is told to come again. */
const MAX_DRAWING = 60
const DRAW_LIMIT_MS = 60_000
const RETRY_AFTER_SECONDS = 5

/**
 * Draws pages behind the wall when somebody looks at them, from the verified original. Pictures are kept in memory only,
 * and the oldest go first; nothing is stored, so that there is nothing to back up, to compare or to forget. Whoever asks
 * has to be allowed to read the document.
 */
export function createDrawnPictures(ports: DrawnPicturePorts): DrawPicture {
  const kept = createKept()
  const drawing = new Map<string, Promise<DrawnPicture>>()

  function begin(key: string, wanted: WantedPicture): Promise<DrawnPicture> {
    if (drawing.size >= MAX_DRAWING) {
      throw new MailroomError('rate-limited', 'Too many pages are being drawn.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      })
    }
    const drawn = draw(ports, wanted, AbortSignal.timeout(DRAW_LIMIT_MS))
      .then((picture) => {
        kept.add(key, picture)
        return picture
      })
      .finally(() => drawing.delete(key))
    drawing.set(key, drawn)
    return drawn
  }

  return async function drawPicture(wanted, signal) {
    const { document, pageNumber, turn, widthPx } = wanted
    const key = [document.tenantId, document.id, document.original.sha256, pageNumber, turn, widthPx].join(
      '/',
    )
    const picture = kept.take(key)
    if (picture !== undefined) return picture
    return orEnded(drawing.get(key) ?? begin(key, wanted), signal)
  }
}

async function draw(
  { blobStore, reader, digest }: DrawnPicturePorts,
  { document, pageNumber, turn, widthPx }: WantedPicture,
  signal: AbortSignal,
): Promise<DrawnPicture> {
  const { id } = document
  const shown = readableObject(document)
  await using copy = await blobStore.localCopy(shown.key, shown, signal)
  const source = { path: copy.path, mediaType: shown.mediaType }
  const { bytes } = await reader.drawPage(source, pageNumber, { turn, widthPx }, signal)
  const object = {
    key: `drawn/${id}/page-${pageNumber}-${widthPx}.webp`,
    mediaType: 'image/webp',
    sizeBytes: bytes.byteLength,
    sha256: digest.sha256(bytes),
  }
  return { object, bytes }
}

function orEnded<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', end, { once: true })
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', end)
    })
    if (signal.aborted) end()
  })
}

interface Kept {
  take(key: string): DrawnPicture | undefined
  add(key: string, picture: DrawnPicture): void
}

/** The picture that was not looked at for longest goes first. */
function createKept(): Kept {
  const pictures = new Map<string, DrawnPicture>()
  let size = 0
  const drop = (key: string): void => {
    size -= pictures.get(key)?.bytes.byteLength ?? 0
    pictures.delete(key)
  }
  return {
    take(key) {
      const picture = pictures.get(key)
      if (picture === undefined) return undefined
      pictures.delete(key)
      pictures.set(key, picture)
      return picture
    },
    add(key, picture) {
      drop(key)
      pictures.set(key, picture)
      size += picture.bytes.byteLength
      for (const oldest of pictures.keys()) {
        if (size <= KEPT_BYTES) break
        drop(oldest)
      }
    },
  }
}
