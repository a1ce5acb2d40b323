import type { DependencyPace } from '../../ports/dependency-pace.ts'

export interface AnswerPace extends DependencyPace {
  /** Measures how long the answer takes. */
  timed<T>(work: Promise<T>): Promise<T>
}

/** An answer of a database in its place takes a few milliseconds, on a machine that is busy some dozens. */
const SLOW_ANSWER_MS = 250
const SILENCE_MS = 1_000
/** The last few answers tell: one of them alone may have met a sync of the disk. */
const ANSWERS = 8

/** @param now in milliseconds, of a clock that never goes back */
export function createAnswerPace(now: () => number = () => performance.now()): AnswerPace {
  const openSinceMs = new Set<{ readonly sinceMs: number }>()
  const lastMs: number[] = []

  return {
    async timed(work) {
      const call = { sinceMs: now() }
      openSinceMs.add(call)
      try {
        return await work
      } finally {
        openSinceMs.delete(call)
        lastMs.push(now() - call.sinceMs)
        if (lastMs.length > ANSWERS) lastMs.shift()
      }
    },
    isSlow() {
      // A set keeps its order: the first call that is open is the oldest one.
      const [oldest] = openSinceMs
      if (oldest !== undefined && now() - oldest.sinceMs > SILENCE_MS) return true
      const sumMs = lastMs.reduce((sum, ms) => sum + ms, 0)
      return lastMs.length > 0 && sumMs / lastMs.length > SLOW_ANSWER_MS
    },
  }
}
