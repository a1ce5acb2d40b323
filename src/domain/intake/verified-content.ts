import { MailroomError } from '../errors.ts'

/** A running SHA-256, handed in by the adapter; the shape is that of Node's `Hash`. */
export interface RunningHash {
  update(chunk: Uint8Array): unknown
  digest(encoding: 'hex'): string
}

interface Expected {
  readonly sizeBytes: number
  readonly sha256: string
}

/**
 * Passes stored bytes on while hashing them. The last chunk is held back until size and hash are right, so that a reader
 * never gets an altered object to its end.
 *
 * @param facts names the object in the log
 * @throws {MailroomError} `integrity-failure`, from the iteration
 */
export function verifiedContent(
  chunks: AsyncIterable<Uint8Array>,
  expected: Expected,
  hash: RunningHash,
  facts: Readonly<Record<string, unknown>>,
): AsyncGenerator<Uint8Array, void> {
  return checkedContent(chunks, expected, hash, (found) => integrityFailure({ ...facts, expected, ...found }))
}

/**
 * Passes new bytes on to the store, and fails in place of the last chunk when they are not what was announced: the store
 * gets fewer bytes than announced then, and cannot take the object for complete.
 *
 * @throws {MailroomError} `content-mismatch`, from the iteration
 */
export function announcedContent(
  chunks: AsyncIterable<Uint8Array>,
  expected: Expected,
  hash: RunningHash,
): AsyncGenerator<Uint8Array, void> {
  return checkedContent(
    chunks,
    expected,
    hash,
    (found) =>
      new MailroomError('content-mismatch', 'The bytes are not those that were announced.', {
        facts: { expected, ...found },
      }),
  )
}

async function* checkedContent(
  chunks: AsyncIterable<Uint8Array>,
  expected: Expected,
  hash: RunningHash,
  failure: (found: { readonly sizeBytes: number; readonly sha256?: string }) => MailroomError,
): AsyncGenerator<Uint8Array, void> {
  let sizeBytes = 0
  let held: Uint8Array | undefined
  for await (const chunk of chunks) {
    if (chunk.byteLength === 0) continue
    if (held !== undefined) yield held
    held = chunk
    sizeBytes += chunk.byteLength
    hash.update(chunk)
    if (sizeBytes > expected.sizeBytes) throw failure({ sizeBytes })
  }
  const sha256 = hash.digest('hex')
  if (sizeBytes !== expected.sizeBytes || sha256 !== expected.sha256) throw failure({ sizeBytes, sha256 })
  if (held !== undefined) yield held
}

export function integrityFailure(facts: Readonly<Record<string, unknown>>): MailroomError {
  return new MailroomError('integrity-failure', 'The stored bytes are not those that were received.', {
    facts,
  })
}
