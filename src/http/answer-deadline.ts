import { MailroomError } from '../domain/errors.ts'
import type { DependencyPace } from '../ports/dependency-pace.ts'

export interface AnswerDeadline extends Disposable {
  /** Aborted with the caller's, and with `dependency-unavailable` when the answer would come too late. */
  readonly signal: AbortSignal
  /** Bytes on their way into the store: they count as no waiting. */
  moved(): void
}

export interface AnswerTimes {
  readonly answerMs: number
  readonly lookEveryMs: number
}

/** Callers are promised their 503 within five seconds. */
const USUAL_TIMES: AnswerTimes = { answerMs: 4_500, lookEveryMs: 100 }
const RETRY_AFTER_SECONDS = 5

/**
 * Ends the work for an answer that is late because the database is slow. That every call has a limit is not enough, for an
 * answer needs a dozen of them. Under a load of our own the work goes on: it would only have to be done again.
 *
 * @param spentMs of the time for the answer
 */
export function openAnswerDeadline(
  pace: DependencyPace,
  caller: AbortSignal,
  spentMs: number,
  { answerMs, lookEveryMs } = USUAL_TIMES,
): AnswerDeadline {
  const late = new AbortController()
  let dueMs = performance.now() + answerMs - spentMs
  const timer = setInterval(() => {
    if (performance.now() < dueMs || !pace.isSlow()) return
    clearInterval(timer)
    late.abort(tooSlow())
  }, lookEveryMs)
  return {
    signal: AbortSignal.any([caller, late.signal]),
    moved() {
      dueMs = Math.max(dueMs, performance.now() + answerMs)
    },
    [Symbol.dispose]() {
      clearInterval(timer)
    },
  }
}

function tooSlow(): MailroomError {
  return new MailroomError('dependency-unavailable', 'The database answers too slowly.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    facts: { dependency: 'database' },
  })
}
