import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Slices } from '../domain/classification/slices.ts'

/** What else waits in this process waits no longer than this, and the length of one slice. */
const TURN_MS = 20

/** Runs long work so that requests and other work get their turn in between. */
export async function inSlices<T>(work: Slices<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const until = performance.now() + TURN_MS
    do {
      const slice = work.next()
      if (slice.done === true) return slice.value
    } while (performance.now() < until)
    await nextTurn(undefined, { signal })
  }
}
