import { DetailedError, Upload } from 'tus-js-client'
import { API, ApiError } from '../../shared/api/client.ts'

/** So much a request: proxies have bounds, too, and what a request has brought is safe when it ends. */
const CHUNK_BYTES = 8 * 1_024 * 1_024
/** A tunnel, a lift, a change from the home network to the road. */
const RETRY_DELAYS_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000]
/** Pieces are not to be had, or what was sent in them is gone: then the files go at once. */
const NOT_IN_PIECES: readonly number[] = [404, 405, 410, 412, 429, 501, 503, 507]

/** What has begun to come in, so that a second try goes on where the first one ended. Nothing is kept in the browser. */
const begun = new WeakMap<File, Upload>()

interface Sending {
  readonly files: readonly File[]
  /** Share of all bytes. */
  readonly onProgress: (share: number) => void
}

/** Sends the files in pieces and goes on after breaks. Returns the ids to hand in. @throws {Error} when it cannot go on */
export async function sendInPieces(slug: string, { files, onProgress }: Sending): Promise<string[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const ids: string[] = []
  let before = 0
  for (const file of files) {
    const done = before
    ids.push(
      await sendOne(slug, file, (bytes) => {
        onProgress((done + bytes) / total)
      }),
    )
    before += file.size
  }
  return ids
}

function sendOne(slug: string, file: File, onBytes: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = begun.get(file) ?? new Upload(file, {})
    begun.set(file, upload)
    Object.assign(upload.options, {
      endpoint: `${API}/public/${encodeURIComponent(slug)}/uploads`,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      onShouldRetry: isWorthWaiting,
      metadata: { filename: file.name },
      storeFingerprintForResuming: false,
      onProgress: onBytes,
      onError: (error: Error) => {
        reject(statusOf(error) === 0 ? new ApiError(0, {}, error) : error)
      },
      onSuccess: () => {
        resolve(upload.url?.split('/').at(-1) ?? '')
      },
    })
    upload.start()
  })
}

/** Forgets what the server no longer has. */
export function forgetPieces(files: readonly File[]): void {
  for (const file of files) begun.delete(file)
}

/** Whether the files go at once instead. */
export function goesAtOnce(error: unknown): boolean {
  return NOT_IN_PIECES.includes(statusOf(error))
}

/**
 * Whether the same is tried once more by itself. Without a line too: a browser that says so is in the tunnel for which the
 * delays are there. Where nothing has come in yet, nobody waits for what goes at once as well.
 */
export function isWorthWaiting(error: Error): boolean {
  const status = statusOf(error)
  if (status === 0 || status === 409 || status === 423) return true
  const isBegun = error instanceof DetailedError && error.originalRequest.getMethod() !== 'POST'
  return status >= 500 && (isBegun || !goesAtOnce(error))
}

/** 0 where no answer came. */
function statusOf(error: unknown): number {
  if (error instanceof ApiError) return error.status
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : -1
}
