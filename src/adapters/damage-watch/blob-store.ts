import { isMailroomError } from '../../domain/errors.ts'
import { integrityFailure } from '../../domain/intake/verified-content.ts'
import type { BlobStore } from '../../ports/blob-store.ts'

/** Hears of an object that a record names and that is not as it was stored. */
export type DamageListener = (objectKey: string, kind: 'missing' | 'truncated' | 'altered') => void

/**
 * The same store, which tells of every damage that a reader meets. Whoever opens an object has its key from a record, so
 * that one that is not there is damage too, and no wrong address.
 */
export function createWatchedBlobStore(store: BlobStore, told: DamageListener): BlobStore {
  function meet(error: unknown, key: string): unknown {
    if (isMailroomError(error, 'not-found')) {
      told(key, 'missing')
      return integrityFailure({ key, missing: true })
    }
    if (isMailroomError(error, 'integrity-failure')) told(key, kindOf(error.facts))
    return error
  }

  async function* watched(content: AsyncIterable<Uint8Array>, key: string): AsyncGenerator<Uint8Array, void> {
    try {
      yield* content
    } catch (error) {
      throw meet(error, key)
    }
  }

  return {
    ...store,
    async open(key, expected, signal, range) {
      try {
        return watched(await store.open(key, expected, signal, range), key)
      } catch (error) {
        throw meet(error, key)
      }
    },
    async localCopy(key, expected, signal) {
      try {
        return await store.localCopy(key, expected, signal)
      } catch (error) {
        throw meet(error, key)
      }
    },
  }
}

/** Stores tell what was expected and how much they found. */
function kindOf(facts: Readonly<Record<string, unknown>>): 'truncated' | 'altered' {
  const expected = facts['expected'] as { readonly sizeBytes?: unknown } | undefined
  const [found, wanted] = [facts['sizeBytes'], expected?.sizeBytes]
  return typeof found === 'number' && typeof wanted === 'number' && found < wanted ? 'truncated' : 'altered'
}
