import type { Log } from '../ports/log.ts'
import { causeOf, repeat } from './repeat.ts'

const EVERY_MS = 10 * 60 * 1_000

/** Clears away what interrupted intakes have left, now and every ten minutes, until the signal ends it. */
export async function recoverInterrupted(
  log: Log,
  recover: (signal: AbortSignal) => Promise<number>,
  signal: AbortSignal,
): Promise<void> {
  await repeat(
    async () => {
      const count = await recover(signal)
      if (count > 0) log.warn('intakes-recovered', { count })
      await pause(EVERY_MS, signal)
    },
    async (error) => {
      log.error('intake-recovery-failed', { cause: causeOf(error) })
      await pause(EVERY_MS, signal)
    },
    signal,
  )
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
