import type { AsyncLocalStorage } from 'node:async_hooks'
import { mongo, type Connection } from 'mongoose'
import type { Transactor } from '../../ports/transactor.ts'
import { abortable, isNobodyThere, isTransient, mapFailure, unavailable } from './failures.ts'
import type { RunningTransaction } from './database.ts'
import { createTurns } from './turns.ts'

/** Later than this a transaction is not begun again. */
const LAST_START_MS = 15_000
/** The driver would try to commit for two minutes; nobody waits that long. */
const GIVE_UP_MS = 25_000
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
    const lastStartMs = performance.now() + LAST_START_MS
    const giveUp = AbortSignal.timeout(GIVE_UP_MS)
    let attempts = 0
    const phase: { committing: boolean } = { committing: false }

    const attempt = async (): Promise<T> => {
      phase.committing = false
      signal.throwIfAborted()
      giveUp.throwIfAborted()
      attempts += 1
      try {
        const result = await running.run({ calls: createTurns(), parts: createTurns() }, work)
        signal.throwIfAborted()
        phase.committing = true
        return result
      } catch (error) {
        const isWorthIt = attempts < MAX_ATTEMPTS && performance.now() < lastStartMs && !isNobodyThere(error)
        throw isTransient(error) && isWorthIt ? error : mapFailure(error)
      }
    }

    try {
      return await abortable(connection.transaction(attempt, OPTIONS), giveUp)
    } catch (error) {
      /** A line that breaks while it writes the commit makes the driver stumble over its own error. */
      const isStumble = phase.committing && !(error instanceof mongo.MongoError)
      throw isStumble || error === giveUp.reason ? unavailable(error) : mapFailure(error)
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
      return inTurn(() => transact(work, signal), signal)
    },
  }
}
