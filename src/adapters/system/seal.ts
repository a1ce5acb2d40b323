import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Seal } from '../../ports/seal.ts'

const KEY_PURPOSE = 'poststelle seal 1'

/** A key of the right length from a secret that may serve other ends too. */
export function sealKeyFrom(secret: string): Uint8Array {
  return createHash('sha256')
    .update(JSON.stringify([KEY_PURPOSE, secret]))
    .digest()
}

/** @param key at least 32 bytes */
export function createSeal(key: Uint8Array): Seal {
  const seal = (text: string): string => createHmac('sha256', key).update(text).digest('hex')
  return {
    keyId: seal('key').slice(0, 16),
    seal,
    isGenuine(text, given) {
      const right = Buffer.from(seal(text))
      const found = Buffer.from(given)
      return right.byteLength === found.byteLength && timingSafeEqual(right, found)
    },
  }
}
