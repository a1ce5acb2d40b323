import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from './config/config.ts'
import { isMailroomError } from './domain/errors.ts'
import type { Log } from './ports/log.ts'

/** So long a start asks again; a database of our own that needs longer has a disk that hangs. */
const PATIENCE_MS = 120_000
const AGAIN_AFTER_MS = 250

export interface StartPatience {
  readonly log: Log
  readonly stopping: AbortSignal
  /** Default: two minutes. */
  readonly patienceMs?: number
}

/**
 * Asks a database again that gave no answer in time. Requests are answered with 503 after some seconds, because somebody
 * waits for them; nobody waits for a start, and the embedded database, which runs in this process, is never away: its disk
 * or the machine is busy. A start that gave up then would be a failure that no operator could explain.
 *
 * @param ask is asked more than once, so it must be harmless to repeat
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  { log, stopping, patienceMs = PATIENCE_MS }: StartPatience,
): Promise<T> {
  const lastMs = performance.now() + patienceMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isWorthIt = isMailroomError(error, 'dependency-unavailable') && performance.now() < lastMs
      if (!isWorthIt || stopping.aborted) throw error
      log.warn('start-waits-for-database', {
        cause: error.cause instanceof Error ? error.cause.message : error.message,
      })
      await sleep(AGAIN_AFTER_MS, undefined, { signal: stopping })
    }
  }
}

/** `askPatiently` for a database of our own; that of somebody else may be away, which operators are told at once. */
export type AskAtStart = <T>(ask: () => Promise<T>) => Promise<T>

export function createAskAtStart(
  { database }: Pick<Config, 'database'>,
  patience: StartPatience,
): AskAtStart {
  return database.kind === 'embedded' ? (ask) => askPatiently(ask, patience) : (ask) => ask()
}
