/** Bytes as they must be: what is stored is checked against it, and again whenever it is read. */
export interface ExpectedContent {
  readonly sizeBytes: number
  /** Hexadecimal SHA-256, lower case. */
  readonly sha256: string
}

export interface NewContent extends ExpectedContent {
  readonly mediaType: string
  /**
   * A file of this machine that holds exactly these bytes, hashed while it was written, synced and never written to again: a
   * store on the same disk may take it over instead of copying the content.
   */
  readonly syncedFile?: string
}

/** First and last byte, both included, counted from 0 (RFC 9110, 14.1.2). */
export interface ByteRange {
  readonly firstByte: number
  readonly lastByte: number
}

export interface BlobHead {
  readonly key: string
  readonly sizeBytes: number
  /** As recorded when it was stored; absent when the store keeps no such mark (objects put there by somebody else). */
  readonly sha256?: string
  readonly storedAt: Date
}

export interface StoreProtection {
  readonly versions: boolean
  readonly objectLock: boolean
}

/** A verified file on this machine, to be read only; disposing of it gives back what it takes. */
export interface LocalCopy extends AsyncDisposable {
  readonly path: string
}

/**
 * Unalterable objects by key, such as `originals/{tenantId}/{ulid}`. Keys are made by the program and never by users:
 * parts of letters, digits, `.`, `_`, `-`, joined by `/`, none beginning with a dot (see `domain/intake/object-key.ts`).
 *
 * Every call fails with `dependency-unavailable` when the store does not answer in its time, and with a defect
 * (`TypeError`) for a key that is none.
 */
export interface BlobStore {
  /**
   * Stores an object. On return it is durable and its size and hash are proven; before that nobody can read it.
   *
   * The content is read once and need not be kept by the caller. A call that fails leaves no object under the key,
   * except `dependency-unavailable`, after which it may be there: `head` tells.
   *
   * @throws {MailroomError} `already-exists` (nothing is ever overwritten), `content-mismatch` when the bytes differ from
   *   `expected`, `insufficient-storage`
   */
  put(
    key: string,
    content: AsyncIterable<Uint8Array>,
    expected: NewContent,
    signal: AbortSignal,
  ): Promise<void>

  /**
   * The bytes. A whole object is hashed on the way: its last chunk is held back until size and hash are right, and the
   * iteration throws `integrity-failure` instead, so no altered object is ever delivered as complete. Of a range only
   * size and position are checked.
   *
   * @throws {MailroomError} `not-found`, `integrity-failure` (a stored size that differs is told before the first byte),
   *   `range-not-satisfiable`
   */
  open(
    key: string,
    expected: ExpectedContent,
    signal: AbortSignal,
    range?: ByteRange,
  ): Promise<AsyncIterable<Uint8Array>>

  /**
   * The bytes as they are now: for those who check them themselves, never for a person or a program that relies on them.
   *
   * @throws {MailroomError} `not-found`
   */
  openUnchecked(key: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>

  /** What is known of an object without reading it; `undefined` when there is none. */
  head(key: string, signal: AbortSignal): Promise<BlobHead | undefined>

  /** For renditions and for objects that no record names; removing what is not there is no failure. */
  remove(key: string, signal: AbortSignal): Promise<void>

  /**
   * Takes the bytes away for good, with every version that the store keeps of them; what is not there is no failure.
   *
   * @throws {MailroomError} `retention-locked` when the store still guards a version (object lock)
   */
  erase(key: string, signal: AbortSignal): Promise<void>

  /**
   * The same for all objects whose key begins with that of the folder and a slash, also for those that are removed and of which
   * the store keeps old versions.
   *
   * @param folder a key without what follows one of its slashes
   */
  eraseFolder(folder: string, signal: AbortSignal): Promise<void>

  /** Whether the store keeps old versions of objects, and guards them against everybody (object lock), as far as it says. */
  protection(signal: AbortSignal): Promise<StoreProtection>

  /** Objects whose key begins with the prefix (a key, or part of one), in key order. Not a snapshot. */
  list(prefix: string, signal: AbortSignal): AsyncIterable<BlobHead>

  /**
   * A path for programs that need a file. The bytes are verified before the call returns.
   *
   * @throws {MailroomError} `not-found`, `integrity-failure`, `insufficient-storage`
   */
  localCopy(key: string, expected: ExpectedContent, signal: AbortSignal): Promise<LocalCopy>

  /** @throws {MailroomError} `dependency-unavailable`, or `insufficient-storage` when new objects would be refused */
  health(signal: AbortSignal): Promise<void>
}
