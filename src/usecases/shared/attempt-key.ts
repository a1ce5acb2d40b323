import { addressBlock } from '../../domain/access/address-block.ts'
import type { Digest } from '../../ports/digest.ts'

/** Attempts on one name from one block of addresses: others at the same address, and the owner elsewhere, are not held up. */
export function attemptKey(digest: Digest, username: string, clientAddress: string): string {
  return digest.sha256(`${username}\n${addressBlock(clientAddress)}`)
}
