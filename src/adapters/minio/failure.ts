import { S3Error } from 'minio'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'

/** Codes of S3 and of MinIO for a store that takes no more. */
const NO_ROOM_CODES = new Set(['InsufficientStorage', 'XMinioStorageFull', 'QuotaExceeded', 'EntityTooLarge'])

/** `NotFound` is what the client makes of a 404 without a body, as a HEAD gives it. */
const MISSING_CODES = new Set(['NoSuchKey', 'NotFound'])

/** A write of the same key was faster; the second code is AWS's for two at the same time. */
const TAKEN_CODES = new Set(['PreconditionFailed', 'ConditionalRequestConflict'])

export function isMissing(error: unknown): boolean {
  return MISSING_CODES.has(codeOf(error))
}

export function isTaken(error: unknown): boolean {
  return TAKEN_CODES.has(codeOf(error))
}

/** True, also of a failure told already, when the server does not know what it was asked for. */
export function isUnsupported(error: unknown): boolean {
  return codeOf(isMailroomError(error) ? error.cause : error) === 'NotImplemented'
}

/** Says what a failed call of the store means to a caller; expected failures, aborts and defects pass unchanged. */
export function storeFailure(error: unknown): unknown {
  if (isMailroomError(error) || isAbort(error) || isDefect(error)) return error
  const code = codeOf(error)
  const facts = { storeCode: code }
  if (NO_ROOM_CODES.has(code)) {
    return new MailroomError('insufficient-storage', 'The object store takes no more.', {
      facts,
      retryAfterSeconds: 300,
      cause: error,
    })
  }
  return new MailroomError('dependency-unavailable', 'The object store does not answer.', {
    facts,
    retryAfterSeconds: 30,
    cause: error,
  })
}

/** An upload that the store has acknowledged and not kept, or not as it was sent: it may be tried again. */
export function unkept(facts: Readonly<Record<string, unknown>>, cause?: unknown): MailroomError {
  return new MailroomError('dependency-unavailable', 'The object store has not kept what it was given.', {
    facts,
    retryAfterSeconds: 30,
    cause,
  })
}

export async function orStoreFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw storeFailure(error)
  }
}

function codeOf(error: unknown): string {
  if (error instanceof S3Error) return error.code ?? error.name
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function isDefect(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
}
