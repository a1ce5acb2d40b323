import type { AsyncLocalStorage } from 'node:async_hooks'
import { mongo, type Connection, type ClientSession } from 'mongoose'
import { isMailroomError } from '../../domain/errors.ts'
import type { AnswerPace } from '../../ports/dependency-pace.ts'
import type { Transactor } from '../../ports/transactor.ts'
import type { RunningTransaction } from './database.ts'
import { endSession } from './end-session.ts'
import { abortable, isNobodyThere, isTransient, isUnavailable, mapFailure, unavailable } from './failures.ts'
import { createTurns } from './turns.ts'

/** Later than this a transaction is not begun again. */
const LAST_START_MS = 15_000
/** The driver would try to commit for two minutes; nobody waits that long. */
const GIVE_UP_MS = 25_000
/** After the line has broken, or for the answer to a commit: callers get their 503 within five seconds. */
const PATIENCE_MS = 4_000
const MAX_ATTEMPTS = 40

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', j: true },
  readPreference: 'primary',
  maxCommitTimeMS: 10_000,
} as const

/** Ends the waiting for a transaction; what the driver still tries with it goes on without anybody. */
interface Loss {
  readonly signal: AbortSignal
  /** At once. */
  declare(error: Error): void
  /** When nothing has come of it in a while; only the first cause counts. */
  suspect(cause: unknown): void
  close(): void
}

/** A caller whose answer is late because of the database declares the loss as well. */
function createLoss(caller: AbortSignal): Loss {
  const lost = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const follow = (): void => {
    if (isMailroomError(caller.reason, 'dependency-unavailable')) lost.abort(caller.reason)
  }
  caller.addEventListener('abort', follow, { once: true })
  return {
    signal: lost.signal,
    declare(error) {
      lost.abort(error)
    },
    suspect(cause) {
      timer ??= setTimeout(() => {
        lost.abort(unavailable(cause))
      }, PATIENCE_MS)
    },
    close() {
      clearTimeout(timer)
      caller.removeEventListener('abort', follow)
    },
  }
}

/**
 * Transactions of one process take turns: each of them writes the audit head or the change counter, so two at once would
 * only run into each other and start over. Those of other processes are met by the database, and the work runs again.
 *
 * When one is lost because the database does not answer, those that have waited behind it fail with it: each of them would
 * only wait as long once more.
 *
 * @param giveUpMs less in tests
 */
export function createMongoTransactor(
  connection: Connection,
  running: AsyncLocalStorage<RunningTransaction>,
  pace: AnswerPace,
  giveUpMs = GIVE_UP_MS,
): Transactor {
  const inTurn = createTurns()
  let queue = new AbortController()

  function failQueue(reason: unknown): void {
    const waiting = queue
    queue = new AbortController()
    waiting.abort(reason)
  }

  async function transact<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const lastStartMs = performance.now() + LAST_START_MS
    const giveUp = AbortSignal.timeout(giveUpMs)
    const loss = createLoss(signal)
    let attempts = 0
    let committed = (): void => undefined
    const phase: { committing: boolean; session: ClientSession | undefined } = {
      committing: false,
      session: undefined,
    }

    const attempt = async (session: ClientSession): Promise<T> => {
      phase.session = session
      phase.committing = false
      committed()
      signal.throwIfAborted()
      giveUp.throwIfAborted()
      // The driver begins again by itself, also after the caller was told that nothing came of it.
      loss.signal.throwIfAborted()
      attempts += 1
      try {
        const result = await running.run({ calls: createTurns(), parts: createTurns() }, work)
        signal.throwIfAborted()
        // Nobody waits for it any more: the caller has his answer, and nothing would end the wait for the commit's.
        giveUp.throwIfAborted()
        loss.signal.throwIfAborted()
        phase.committing = true
        loss.suspect(new Error('no answer to the commit'))
        void pace.timed(new Promise<void>((resolve) => (committed = resolve)))
        return result
      } catch (error) {
        if (isUnavailable(error)) loss.suspect(error)
        const isWorthIt = attempts < MAX_ATTEMPTS && performance.now() < lastStartMs && !isNobodyThere(error)
        const failure = isTransient(error) && isWorthIt ? error : mapFailure(error)
        if (isMailroomError(failure, 'dependency-unavailable')) loss.declare(failure)
        throw failure
      }
    }

    try {
      const either = AbortSignal.any([giveUp, loss.signal])
      return await abortable(connection.transaction(attempt, OPTIONS), either)
    } catch (error) {
      /** A line that breaks while it writes the commit makes the driver stumble over its own error. */
      const isStumble = phase.committing && !(error instanceof mongo.MongoError) && !isMailroomError(error)
      const failure = isStumble || error === giveUp.reason ? unavailable(error) : mapFailure(error)
      if (isMailroomError(failure, 'dependency-unavailable')) {
        // A caller who cannot wait any longer says nothing about the time that others have.
        if (failure !== signal.reason) failQueue(failure)
        endSession(connection, phase.session)
      }
      throw failure
    } finally {
      committed()
      loss.close()
    }
  }

  return {
    async inTransaction(work, signal) {
      signal.throwIfAborted()
      const outer = running.getStore()
      if (outer !== undefined) {
        const inner = { calls: outer.calls, parts: createTurns() }
        return outer.parts(() => running.run(inner, work), signal)
      }
      return inTurn(() => transact(work, signal), AbortSignal.any([signal, queue.signal]))
    },
  }
}
