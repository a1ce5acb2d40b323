import { systemActor } from '../../domain/access/actor.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
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
  readonly ids: IdGenerator
}): RecoverIntakes {
  /** Taking the intent away first keeps a slow intake from committing; see `IntakeStore.settleIntent`. */
  async function recover(intents: readonly IntakeIntent[], signal: AbortSignal): Promise<void> {
    for (const [index, intent] of intents.entries()) {
      try {
        await ports.blobStore.remove(intent.objectKey, signal)
      } catch (error) {
        await putBack(intents.slice(index), signal)
        throw error
      }
    }
  }

  /** So that the next run finds them again. */
  async function putBack(intents: readonly IntakeIntent[], signal: AbortSignal): Promise<void> {
    for (const intent of intents) {
      const actor = systemActor(intent.tenantId, ports.ids.next())
      await ports.intakeStore.insertIntent(actor, { ...intent, id: ports.ids.next() }, signal)
    }
  }

  return async function recoverIntakes(signal) {
    const before = new Date(ports.clock.now().getTime() - STALE_AFTER_MS)
    let count = 0
    for (;;) {
      const intents = await ports.intakeStore.takeStaleIntents(before, BATCH_SIZE, signal)
      if (intents.length === 0) return count
      await recover(intents, signal)
      count += intents.length
    }
  }
}
