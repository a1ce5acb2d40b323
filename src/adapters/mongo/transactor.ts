import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Connection } from 'mongoose'
import type { Transactor } from '../../ports/transactor.ts'
import { abortable, isTransient, isUnavailable, mapFailure } from './failures.ts'
import type { RunningTransaction } from './database.ts'

/** A transaction that has not come through by then never will: the caller gets `dependency-unavailable`. */
const DEADLINE_MS = 15_000
const MAX_ATTEMPTS = 40

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', j: true },
  readPreference: 'primary',
  maxCommitTimeMS: 10_000,
} as const

/**
 * Transactions of one process take turns: each of them writes the audit head or the change counter, so two at once would
 * only run into each other and start over. Those of other processes are met by the database, and the work runs again.
 */
export function createMongoTransactor(
  connection: Connection,
  running: AsyncLocalStorage<RunningTransaction>,
): Transactor {
  const inTurn = createTurns()

  async function transact<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const deadlineMs = performance.now() + DEADLINE_MS
    let attempts = 0
    const attempt = async (): Promise<T> => {
      signal.throwIfAborted()
      attempts += 1
      try {
        const result = await running.run({ signal }, work)
        signal.throwIfAborted()
        return result
      } catch (error) {
        const worthAnother =
          attempts < MAX_ATTEMPTS && performance.now() < deadlineMs && !isUnavailable(error)
        throw isTransient(error) && worthAnother ? error : mapFailure(error)
      }
    }
    try {
      return await connection.transaction(attempt, OPTIONS)
    } catch (error) {
      throw mapFailure(error)
    }
  }

  return {
    async inTransaction(work, signal) {
      signal.throwIfAborted()
      if (running.getStore() !== undefined) return work()
      return inTurn(() => transact(work, signal), signal)
    },
  }
}

/** Runs one piece of work after the other, in the order of asking. */
function createTurns(): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return async (work, signal) => {
    const before = last
    let leave = (): void => undefined
    const mine = new Promise<void>((resolve) => {
      leave = resolve
    })
    last = before.then(() => mine)
    try {
      await abortable(before, signal)
      return await work()
    } finally {
      leave()
    }
  }
}
