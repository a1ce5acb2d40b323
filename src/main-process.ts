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
 * Starts a part, waits for SIGINT or SIGTERM, and stops it cleanly; a second signal ends it at once. Exit code 0 after a
 * clean stop, 1 when it could not start, could not go on or did not stop in time.
 */
export async function runUntilStopped(start: Start): Promise<void> {
  const stopping = new AbortController()
  const faults = new EventEmitter<{ fault: [Error] }>()
  const end = new Promise<number>((resolve) => {
    const stop = (): void => {
      if (stopping.signal.aborted) process.exit(1)
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

async function supervise(start: Start, frame: ProcessFrame, end: Promise<number>): Promise<number> {
  try {
    const stop = await start(frame)
    const code = await end
    setTimeout(() => {
      process.stderr.write(`It did not stop within ${STOP_LIMIT_MS / 1_000} s and is ended as it is.\n`)
      process.exit(1)
    }, STOP_LIMIT_MS).unref()
    await stop()
    return code
  } catch (error) {
    if (frame.stopping.aborted) return 0
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}
