import type { BlobStore } from '../../ports/blob-store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IntakeIntent, IntakeStore } from '../../ports/intake-store.ts'

/** Removes objects of intakes that never ended. Returns how many. Called by the machine only. */
export type RecoverIntakes = (signal: AbortSignal) => Promise<number>

/** Longer than any intake lasts: an intent of this age belongs to a process that is gone. */
export const STALE_AFTER_MS = 60 * 60 * 1_000
const BATCH_SIZE = 100

export function createRecoverIntakes(ports: {
  readonly intakeStore: IntakeStore
  readonly blobStore: BlobStore
  readonly clock: Clock
  /** Since then nobody else has used the database: every older intent belongs to a process that is gone. */
  readonly aloneSince?: Date | undefined
}): RecoverIntakes {
  /** The intent goes last: should this end half-way, a later recovery finds it again. */
  async function recover(intent: IntakeIntent, signal: AbortSignal): Promise<void> {
    await ports.blobStore.remove(intent.objectKey, signal)
    await ports.intakeStore.dropIntent(intent, signal)
  }

  return async function recoverIntakes(signal) {
    const staleMs = ports.clock.now().getTime() - STALE_AFTER_MS
    const before = new Date(Math.max(staleMs, ports.aloneSince?.getTime() ?? staleMs))
    let count = 0
    for (;;) {
      const intents = await ports.intakeStore.takeStaleIntents(before, BATCH_SIZE, signal)
      if (intents.length === 0) return count
      for (const intent of intents) await recover(intent, signal)
      count += intents.length
    }
  }
}
