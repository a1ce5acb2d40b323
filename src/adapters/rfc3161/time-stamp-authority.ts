import { randomBytes, X509Certificate } from 'node:crypto'
import { MailroomError } from '../../domain/errors.ts'
import type { TimeStampAuthority } from '../../ports/time-stamp-authority.ts'
import { timeStampAnswer, timeStampRequest } from './token.ts'

const NONCE_BYTES = 16
/** Of one attempt, answer and all. */
const TIMEOUT_MS = 30_000
/** An answer with a chain of certificates has less than ten. */
const MAX_ANSWER_BYTES = 256 * 1024

interface Answer {
  readonly status: number
  readonly body: AsyncIterable<Uint8Array> | null
}

export interface TimeStampAuthorityOptions {
  readonly url: string
  /** One after the other in PEM: those who sign, or those who vouch for them. */
  readonly certificates: string
  /** `name:password`, for authorities that want one. */
  readonly credentials: string | undefined
  readonly fetch: (
    url: string,
    init: {
      readonly method: 'POST'
      readonly headers: Record<string, string>
      readonly body: Uint8Array
      readonly signal: AbortSignal
    },
  ) => Promise<Answer>
}

/** @throws {Error} when there is no certificate in the text */
export function createTimeStampAuthority(options: TimeStampAuthorityOptions): TimeStampAuthority {
  const { url, credentials, fetch } = options
  const trusted = certificatesIn(options.certificates)
  const headers = {
    'Content-Type': 'application/timestamp-query',
    Accept: 'application/timestamp-reply',
    ...(credentials === undefined
      ? {}
      : { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
  }
  return {
    async stamp(sha256, signal) {
      const asked = { sha256, nonce: newNonce() }
      // A signal of its own: Node 20 fails on one whose listeners are unlimited, as those of workers are, when undici counts them.
      const ending = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body: timeStampRequest(asked),
        signal: ending,
      })
        .then((response) => bytesOf(response))
        .catch((error: unknown) => {
          signal.throwIfAborted()
          throw unavailable(error)
        })
      return timeStampAnswer(answer, asked, trusted)
    },
  }
}

/** Neither shortened nor read as a negative number (X.690, 8.3). */
function newNonce(): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  return nonce
}

async function bytesOf({ status, body }: Answer): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > MAX_ANSWER_BYTES) throw new Error('The answer is too long.')
    chunks.push(chunk)
  }
  if (status !== 200) throw new Error(`The authority answers ${status}.`)
  return Buffer.concat(chunks)
}

function certificatesIn(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu) ?? []
  if (blocks.length === 0) throw new Error('There is no certificate of a time stamp authority.')
  return blocks.map((block) => new X509Certificate(block))
}

function unavailable(cause: unknown): MailroomError {
  const detail = 'The time stamp authority does not answer.'
  return new MailroomError('dependency-unavailable', detail, { cause, facts: { cause: String(cause) } })
}
