import { createHash } from 'node:crypto'
import type { Digest } from '../../ports/digest.ts'

export function createDigest(): Digest {
  return {
    sha256: (content) => createHash('sha256').update(content).digest('hex'),
    begin: () => createHash('sha256'),
  }
}
