import type { Bell } from '../ports/bell.ts'
import type { Log } from '../ports/log.ts'
import { causeOf, repeat } from './repeat.ts'
import { pause } from './spaced.ts'

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
      // Changes that come together are anchored together.
      await pause(GATHER_MS, signal)
    },
    async (error) => {
      log.error('audit-not-anchored', { cause: causeOf(error) })
      await bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}
