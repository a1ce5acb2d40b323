import { EventEmitter } from 'node:events'

/** What an entry gets to run its part of the product. */
export interface ProcessFrame {
  /** Aborted when the process is told to stop while it still starts. */
  readonly stopping: AbortSignal
  /** Ends the process with a failure: it cannot do its work any more. */
  readonly fail: (error: Error) => void
}

/** Starts a part of the product; what it returns stops it. */
type Start = (frame: ProcessFrame) => Promise<() => Promise<void>>

const STOP_LIMIT_MS = 45_000
/**
 * Signals so close together are one wish: a terminal signals `npm start` and this process, service managers a whole group,
 * and npm hands on what it gets. Nobody who has lost his patience is that fast.
 */
const ONE_WISH_MS = 1_000

/**
 * Starts a part, waits for SIGINT or SIGTERM, and stops it cleanly; a further signal after a while ends it at once. Exit
 * code 0 after a clean stop, 1 when it could not start, could not go on, or did not stop well and in time.
 */
export async function runUntilStopped(start: Start): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessNobodyReads)
  const stopping = new AbortController()
  const faults = new EventEmitter<{ fault: [Error] }>()
  const end = new Promise<number>((resolve) => {
    let firstMs: number | undefined
    const stop = (): void => {
      const nowMs = performance.now()
      firstMs ??= nowMs
      if (nowMs - firstMs > ONE_WISH_MS) process.exit(1)
      stopping.abort()
      resolve(0)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    faults.once('fault', (error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`)
      resolve(1)
    })
  })
  const fail = (error: Error): void => {
    faults.emit('fault', error)
  }
  process.exit(await supervise(start, { stopping: stopping.signal, fail }, end))
}

/** The reader of a pipe may be gone before us, as `tee` after Ctrl-C. The stop goes on all the same. */
function unlessNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

async function supervise(start: Start, frame: ProcessFrame, end: Promise<number>): Promise<number> {
  let stop: () => Promise<void>
  try {
    stop = await start(frame)
  } catch (error) {
    if (frame.stopping.aborted) return 0
    process.stderr.write(`${reasonOf(error)}\n`)
    return 1
  }
  const code = await end
  setTimeout(() => {
    process.stderr.write(`It did not stop within ${STOP_LIMIT_MS / 1_000} s and is ended as it is.\n`)
    process.exit(1)
  }, STOP_LIMIT_MS).unref()
  try {
    await stop()
    return code
  } catch (error) {
    process.stderr.write(`It did not stop well. ${reasonOf(error)}\n`)
    return 1
  }
}

/** What operators are told: "cannot be reached" alone would leave them to guess what has happened. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message} (${reasonOf(error.cause)})`
}
