import type { IncomingMessage } from 'node:http'
import { MailroomError } from '../domain/errors.ts'

/** Strong tag of a record that people edit: its version in quotes. */
export function versionTag(version: number): string {
  return `"${version}"`
}

/**
 * The version that the caller has seen, from `If-Match`.
 *
 * @throws {MailroomError} `precondition-required` without the header, `version-mismatch` for a tag that is not one of ours
 */
export function expectedVersion(request: IncomingMessage): number {
  const tag = request.headers['if-match']
  if (tag === undefined) {
    throw new MailroomError(
      'precondition-required',
      'Send If-Match with the ETag of the record you have read.',
    )
  }
  // Proxies that compress mark tags as weak (`W/`); a version says the same in both forms.
  const digits = /^(?:W\/)?"(\d{1,15})"$/.exec(tag.trim())?.[1]
  if (digits === undefined) {
    throw new MailroomError('version-mismatch', 'The record has another version than the one in If-Match.')
  }
  return Number(digits)
}

/** An answer with one record, tagged so that the caller can change it. */
export function tagged<B extends { readonly version: number }>(
  body: B,
  headers: Readonly<Record<string, string>> = {},
): { readonly body: B; readonly headers: Readonly<Record<string, string>> } {
  return { body, headers: { ETag: versionTag(body.version), ...headers } }
}
