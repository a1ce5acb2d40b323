import type { Bell } from '../ports/bell.ts'
import type { Log } from '../ports/log.ts'
import { causeOf, repeat } from './repeat.ts'

/** So much of the audit can be missing from the anchors: what was committed within this time before a theft. */
const GATHER_MS = 400
/** Other processes may have committed something that the bell of this one did not hear. */
const LOOK_EVERY_MS = 10_000
const PAUSE_MS = 2_000

/** Anchors the audit chains shortly after each change, until the signal ends it. */
export function anchorAudit(
  { bell, log }: { readonly bell: Bell; readonly log: Log },
  catchUp: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  return repeat(
    async () => {
      await catchUp(signal)
      await bell.wait(LOOK_EVERY_MS, signal)
      await gather(signal)
    },
    async (error) => {
      log.error('audit-not-anchored', { cause: causeOf(error) })
      await bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}

/** Changes that come together are anchored together. */
function gather(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, signal.aborted ? 0 : GATHER_MS)
    signal.addEventListener('abort', end)
  })
}
