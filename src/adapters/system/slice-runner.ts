import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SliceRunner } from '../../ports/slice-runner.ts'

/** What else waits in this process waits no longer than this, and the length of one slice. */
const TURN_MS = 20

export function createSliceRunner(): SliceRunner {
  return {
    async run(work, signal) {
      for (;;) {
        const until = performance.now() + TURN_MS
        do {
          const slice = work.next()
          if (slice.done === true) return slice.value
        } while (performance.now() < until)
        await nextTurn(undefined, { signal })
      }
    },
    async waitFor(work, atMostMs) {
      let timer: NodeJS.Timeout | undefined
      const over = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, atMostMs)
      })
      await Promise.race([work, over])
      clearTimeout(timer)
    },
  }
}
