/** Time and fresh names; the only source of both for use cases and pipeline. */
export interface Clock {
  now(): Date
}

export interface IdGenerator {
  /** ULID: 26 characters of Crockford's base 32, sortable by time. */
  next(): string
  /** Cryptographically random bytes as hexadecimal. */
  randomHex(bytes: number): string
  /** Random number 0 ≤ n < 1 for jitter; not for secrets. */
  random(): number
}
