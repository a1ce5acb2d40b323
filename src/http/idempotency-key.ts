import type { IncomingMessage } from 'node:http'
import { MailroomError } from '../domain/errors.ts'

/**
 * The caller's `Idempotency-Key`: 1 to 200 visible ASCII characters.
 *
 * @throws {MailroomError} `malformed-request`
 */
export function idempotencyKeyOf(request: IncomingMessage): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new MailroomError('malformed-request', 'An Idempotency-Key has 1 to 200 visible ASCII characters.')
  }
  return key
}
