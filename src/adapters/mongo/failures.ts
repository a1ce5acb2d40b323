import { setMaxListeners } from 'node:events'
import { mongo } from 'mongoose'
import { MailroomError } from '../../domain/errors.ts'

const { MongoError, MongoErrorLabel, MongoNetworkError, MongoServerError } = mongo

const DUPLICATE_KEY = 11_000

/** Replies of a server that is starting, stepping down or shutting down, whose disk fails, or that ran out of its time. */
const UNAVAILABLE_CODES: ReadonlySet<unknown> = new Set([
  6, 7, 39, 50, 89, 91, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436,
])

/** Errors of the driver before any reply: nobody there, the line cut, the pool closed or exhausted. */
const UNAVAILABLE_NAMES: ReadonlySet<string> = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongoConnectionClosedError',
])

/** What the driver lets through unwrapped when a line breaks while it writes. */
const SYSTEM_CODES: ReadonlySet<unknown> = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ENOENT',
])

const RETRY_AFTER_SECONDS = 5

/** `OutOfDiskSpace`, and what the server says when a quota is used up. */
const NO_ROOM_CODES: ReadonlySet<unknown> = new Set([14_031, 12_501])
const NO_ROOM_RETRY_AFTER_SECONDS = 300

/**
 * Longest wait for the answer to one call, the driver's own search for a server and its second try included. Callers get
 * their 503 within five seconds; a call that needs longer in good times belongs to a report, not to a request.
 */
const ANSWER_MS = 4_000
/** Reads of everything that matches, however much it is. */
const LONG_ANSWER_MS = 20_000

/** The transaction met another one and can be run again from its start. */
export function isTransient(error: unknown): boolean {
  return error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.TransientTransactionError)
}

/** No server was found in the time for looking: trying again at once would only wait once more. */
export function isNobodyThere(error: unknown): boolean {
  return error instanceof Error && error.name === 'MongoServerSelectionError'
}

/**
 * Labels a line that broke inside a transaction, so that the transaction runs again. The driver does so too, but not when
 * the break has cleared its pool before the call heard of it (mongodb 7.8, `sdam/server.ts`), nor for bare errors of Node.
 */
export function labelled(error: unknown): unknown {
  if (error instanceof MongoNetworkError) {
    error.addErrorLabel(MongoErrorLabel.TransientTransactionError)
    return error
  }
  if (!(error instanceof Error) || !isBrokenLine(error)) return error
  const wrapped = new MongoNetworkError(error.message, { cause: error })
  wrapped.addErrorLabel(MongoErrorLabel.TransientTransactionError)
  return wrapped
}

export function isUnavailable(error: unknown): boolean {
  if (error instanceof MongoServerError) return UNAVAILABLE_CODES.has(error.code)
  return error instanceof Error && (UNAVAILABLE_NAMES.has(error.name) || isBrokenLine(error))
}

/** Node names no system call when it knows by itself that the other end has hung up. */
function isBrokenLine(error: Error): boolean {
  if (!('code' in error)) return false
  return error.code === 'EPIPE' || ('syscall' in error && SYSTEM_CODES.has(error.code))
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY
}

/** What a caller gets to see of a driver's error; defects stay as they are. */
export function mapFailure(error: unknown): unknown {
  if (isDuplicateKey(error)) {
    return new MailroomError('already-exists', 'A record with this id or name exists already.', {
      cause: error,
    })
  }
  if (error instanceof MongoServerError && NO_ROOM_CODES.has(error.code)) return noRoom(error)
  if (isUnavailable(error) || isTransient(error)) return unavailable(error)
  return error
}

function noRoom(cause: unknown): MailroomError {
  return new MailroomError('insufficient-storage', 'The database has no room left.', {
    retryAfterSeconds: NO_ROOM_RETRY_AFTER_SECONDS,
    facts: { dependency: 'database' },
    cause,
  })
}

export function unavailable(cause: unknown): MailroomError {
  return new MailroomError('dependency-unavailable', 'The database cannot be reached.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    facts: { dependency: 'database' },
    cause,
  })
}

/** @throws {MailroomError} `dependency-unavailable` when no answer comes in time; the work itself goes on */
export async function answered<T>(work: Promise<T>, isLong = false): Promise<T> {
  const limitMs = isLong ? LONG_ANSWER_MS : ANSWER_MS
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(unavailable(new Error(`no answer for ${limitMs} ms`)))
    }, limitMs)
  })
  try {
    return await Promise.race([work, silence])
  } finally {
    clearTimeout(timer)
  }
}

/** Gives up waiting when the caller does; the work itself goes on and its outcome is not looked at. */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error)
    }
  })
  if (signal.aborted) stop()
  /** Many calls may share the signal of a process that shuts down; each takes its listener away again. */
  setMaxListeners(0, signal)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
