import type { RunningHash } from '../domain/intake/verified-content.ts'

/** SHA-256, hexadecimal in lower case; a text counts as its UTF-8 bytes. */
export interface Digest {
  sha256(content: string | Uint8Array): string
  /** For what comes in parts. */
  begin(): RunningHash
}
