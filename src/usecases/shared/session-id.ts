import type { Digest } from '../../ports/digest.ts'

/** 128 bits: nobody finds another session with the same. */
const ID_LENGTH = 32

/** Name of a session for its owner. Made from the stored hash, which itself leaves the database never. */
export function sessionIdOf(digest: Digest, tokenHash: string): string {
  return digest.sha256(`session ${tokenHash}`).slice(0, ID_LENGTH)
}
