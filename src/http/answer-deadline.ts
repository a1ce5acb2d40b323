import { MailroomError } from '../domain/errors.ts'
import type { DependencyPace } from '../ports/dependency-pace.ts'

/** What others have to answer before we can, by name. */
export type DependencyPaces = Readonly<Record<string, DependencyPace>>

export interface AnswerDeadline extends Disposable {
  /** Aborted with the caller's, and with `dependency-unavailable` when the answer would come too late. */
  readonly signal: AbortSignal
  /** Waits for what the caller is to do, such as to send his body: that counts as no waiting of his. */
  leftToCaller<T>(work: Promise<T>): Promise<T>
  /** Bytes on their way into a store: they take their time, but not more than over a slow line. */
  moved(bytes: number): void
}

export interface AnswerTimes {
  readonly answerMs: number
  readonly lookEveryMs: number
}

/** Callers are promised their 503 within five seconds. */
const USUAL_TIMES: AnswerTimes = { answerMs: 4_500, lookEveryMs: 100 }
const RETRY_AFTER_SECONDS = 5
/** About one megabyte a second; half of it, as some stores are asked for the bytes again to see that they have them. */
const BYTES_PER_MS = 1_024 / 2

/**
 * Ends the work for an answer that is late because something that it needs is slow. That every call has a limit is not
 * enough, for an answer needs a dozen of them. Under a load of our own the work goes on: it would only have to be done
 * again. So does an answer that has begun: it cannot be taken back.
 */
export function openAnswerDeadline(
  paces: DependencyPaces,
  caller: AbortSignal,
  hasBegun: () => boolean,
  { answerMs, lookEveryMs }: AnswerTimes = USUAL_TIMES,
): AnswerDeadline {
  const late = new AbortController()
  let dueMs = performance.now() + answerMs
  let callersTurns = 0
  let timer: NodeJS.Timeout

  function lookIn(ms: number): void {
    timer = setTimeout(look, Math.max(ms, lookEveryMs)).unref()
  }

  function look(): void {
    if (hasBegun()) return
    const slow = isDue() ? slowOne(paces) : undefined
    if (slow === undefined) lookIn(dueMs - performance.now())
    else late.abort(tooSlow(slow))
  }

  function isDue(): boolean {
    return callersTurns === 0 && performance.now() >= dueMs
  }

  lookIn(answerMs)
  return {
    signal: AbortSignal.any([caller, late.signal]),
    async leftToCaller(work) {
      const sinceMs = performance.now()
      callersTurns += 1
      try {
        return await work
      } finally {
        callersTurns -= 1
        dueMs += performance.now() - sinceMs
      }
    },
    moved(bytes) {
      dueMs += bytes / BYTES_PER_MS
    },
    [Symbol.dispose]() {
      clearTimeout(timer)
    },
  }
}

function slowOne(paces: DependencyPaces): string | undefined {
  return Object.entries(paces).find(([, pace]) => pace.isSlow())?.[0]
}

function tooSlow(dependency: string): MailroomError {
  return new MailroomError('dependency-unavailable', 'What the answer needs is too slow at the moment.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    facts: { dependency },
  })
}
