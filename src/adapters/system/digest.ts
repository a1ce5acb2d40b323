import { createHash, timingSafeEqual } from 'node:crypto'
import type { Digest } from '../../ports/digest.ts'

export function createDigest(): Digest {
  return {
    sha256: (content) => createHash('sha256').update(content).digest('hex'),
    isSame(left, right) {
      const [one, other] = [Buffer.from(left), Buffer.from(right)]
      return one.byteLength === other.byteLength && timingSafeEqual(one, other)
    },
    begin: () => createHash('sha256'),
  }
}
