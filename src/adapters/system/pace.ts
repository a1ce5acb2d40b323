import { setTimeout as sleep } from 'node:timers/promises'
import type { Pace } from '../../ports/pace.ts'

/** Shorter waits cost more than they spare. */
const SHORTEST_WAIT_MS = 20

export function createPace(): Pace {
  let dueMs = 0
  return {
    async wait(bytes, bytesASecond, signal) {
      const nowMs = performance.now()
      dueMs = Math.max(dueMs, nowMs) + (bytes / bytesASecond) * 1_000
      if (dueMs - nowMs >= SHORTEST_WAIT_MS) await sleep(dueMs - nowMs, undefined, { signal })
    },
  }
}
