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
export async function* verifiedContent(
  chunks: AsyncIterable<Uint8Array>,
  expected: Expected,
  hash: RunningHash,
  facts: Readonly<Record<string, unknown>>,
): AsyncGenerator<Uint8Array, void> {
  let sizeBytes = 0
  let held: Uint8Array | undefined
  for await (const chunk of chunks) {
    if (held !== undefined) yield held
    held = chunk
    sizeBytes += chunk.byteLength
    hash.update(chunk)
    if (sizeBytes > expected.sizeBytes) throw integrityFailure({ ...facts, expected, sizeBytes })
  }
  const sha256 = hash.digest('hex')
  if (sizeBytes !== expected.sizeBytes || sha256 !== expected.sha256) {
    throw integrityFailure({ ...facts, expected, sizeBytes, sha256 })
  }
  if (held !== undefined) yield held
}

/**
 * Passes new bytes on to the store, and fails in place of the end when they are not what was announced.
 *
 * @throws {MailroomError} `content-mismatch`, from the iteration; before any byte beyond the announced size
 */
export async function* announcedContent(
  chunks: AsyncIterable<Uint8Array>,
  expected: Expected,
  hash: RunningHash,
): AsyncGenerator<Uint8Array, void> {
  let sizeBytes = 0
  for await (const chunk of chunks) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > expected.sizeBytes) throw contentMismatch({ expected, sizeBytes })
    hash.update(chunk)
    yield chunk
  }
  const sha256 = hash.digest('hex')
  if (sizeBytes !== expected.sizeBytes || sha256 !== expected.sha256) {
    throw contentMismatch({ expected, sizeBytes, sha256 })
  }
}

export function integrityFailure(facts: Readonly<Record<string, unknown>>): MailroomError {
  return new MailroomError('integrity-failure', 'The stored bytes are not those that were received.', {
    facts,
  })
}

function contentMismatch(facts: Readonly<Record<string, unknown>>): MailroomError {
  return new MailroomError('content-mismatch', 'The bytes are not those that were announced.', { facts })
}
