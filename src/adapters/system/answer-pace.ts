import type { AnswerPace } from '../../ports/dependency-pace.ts'

/** An answer of a server in its place takes a few milliseconds, on a machine that is busy some dozens. */
const SLOW_ANSWER_MS = 250
const SILENCE_MS = 1_000
/** The last few answers tell: one of them alone may have met a sync of the disk. */
const ANSWERS = 8

/** @param now in milliseconds, of a clock that never goes back */
export function createAnswerPace(now: () => number = () => performance.now()): AnswerPace {
  const openDueMs = new Set<{ readonly atMs: number }>()
  const lastMs: number[] = []

  return {
    async timed(work, dueMs = 0) {
      const due = { atMs: now() + dueMs }
      openDueMs.add(due)
      try {
        return await work
      } finally {
        openDueMs.delete(due)
        lastMs.push(Math.max(0, now() - due.atMs))
        if (lastMs.length > ANSWERS) lastMs.shift()
      }
    },
    isSlow() {
      const oldestMs = Math.min(...[...openDueMs].map(({ atMs }) => atMs))
      if (now() - oldestMs > SILENCE_MS) return true
      const sumMs = lastMs.reduce((sum, ms) => sum + ms, 0)
      return lastMs.length > 0 && sumMs / lastMs.length > SLOW_ANSWER_MS
    },
  }
}
