import type { RunningHash } from '../domain/intake/verified-content.ts'

/** SHA-256, hexadecimal in lower case; a text counts as its UTF-8 bytes. */
export interface Digest {
  sha256(content: string | Uint8Array): string
  /** Compares two hashes in the same time wherever they differ. */
  isSame(left: string, right: string): boolean
  /** For what comes in parts. */
  begin(): RunningHash
}
