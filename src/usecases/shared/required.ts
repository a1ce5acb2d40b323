import { MailroomError } from '../../domain/errors.ts'

/** What is not there and what the actor may not read are told apart by nothing. @throws {MailroomError} `not-found` */
export function required<T>(record: T | undefined): T {
  if (record === undefined) throw new MailroomError('not-found', 'There is no such record.')
  return record
}

/** @throws {MailroomError} `version-mismatch` when the record is not the one that the caller has seen */
export function requireVersion(record: { readonly version: number }, expectedVersion: number): void {
  if (record.version === expectedVersion) return
  throw new MailroomError('version-mismatch', 'Somebody else has changed the record in the meantime.', {
    facts: { version: record.version, expectedVersion },
  })
}

/** A fault of one field of the input. */
export function invalid(path: string, message: string): MailroomError {
  return new MailroomError('validation-failed', message, { faults: [{ path, message }] })
}
