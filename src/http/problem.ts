import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { isMailroomError, MailroomError, type ErrorCode } from '../domain/errors.ts'
import type { Problem } from '../contract/problem.ts'
import { contextOf } from './request-context.ts'

interface ProblemKind {
  readonly status: number
  readonly title: string
  /** Sent as `Retry-After` when the error names no time of its own. */
  readonly retryAfterSeconds?: number
}

/** The one table from codes to statuses. */
const PROBLEMS: Readonly<Record<ErrorCode, ProblemKind>> = {
  'malformed-request': { status: 400, title: 'Malformed request' },
  'request-timeout': { status: 408, title: 'Request timeout' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'csrf-rejected': { status: 403, title: 'Request from another site' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'state-conflict': { status: 409, title: 'Not possible in this state' },
  'parts-missing': { status: 409, title: 'Parts of the posting are missing' },
  'already-exists': { status: 409, title: 'Already exists' },
  'idempotency-in-progress': {
    status: 409,
    title: 'The first request is still running',
    retryAfterSeconds: 1,
  },
  'idempotency-key-reused': { status: 422, title: 'Idempotency key used for another request' },
  'retention-locked': { status: 409, title: 'Locked by retention' },
  'lease-lost': { status: 409, title: 'Taken over by somebody else' },
  'version-mismatch': { status: 412, title: 'Changed by somebody else' },
  'precondition-required': { status: 428, title: 'If-Match is required' },
  'upload-too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'range-not-satisfiable': { status: 416, title: 'Range not satisfiable' },
  'validation-failed': { status: 422, title: 'Validation failed' },
  'content-mismatch': { status: 422, title: 'Content differs from what was announced' },
  'document-limits': { status: 422, title: 'Document beyond the limits' },
  'document-damaged': { status: 422, title: 'Document cannot be read' },
  'document-encrypted': { status: 422, title: 'Document is encrypted' },
  'document-macros': { status: 422, title: 'Document contains macros' },
  'conversion-unavailable': { status: 422, title: 'No program here can show this document' },
  'page-geometry-invalid': { status: 422, title: 'Page size is not usable' },
  'malware-detected': { status: 422, title: 'Malware detected' },
  quarantined: { status: 409, title: 'In quarantine' },
  'xml-forbidden': { status: 422, title: 'XML is not allowed' },
  'picture-unreadable': { status: 422, title: 'Picture of a format that cannot be read' },
  'xml-unknown': { status: 422, title: 'XML of no known kind' },
  'unsafe-pattern': { status: 422, title: 'Pattern is not allowed' },
  'rate-limited': { status: 429, title: 'Too many requests', retryAfterSeconds: 60 },
  'recognition-timeout': { status: 500, title: 'Recognition took too long' },
  'recognition-out-of-memory': { status: 500, title: 'Recognition needed too much memory' },
  'recognition-crashed': { status: 500, title: 'Recognition ended unexpectedly' },
  'recognition-failed': { status: 500, title: 'Recognition failed' },
  'integrity-failure': { status: 500, title: 'Stored bytes are damaged' },
  'dependency-unavailable': { status: 503, title: 'Temporarily unavailable', retryAfterSeconds: 5 },
  'insufficient-storage': { status: 507, title: 'No storage left', retryAfterSeconds: 60 },
}

export function statusOf({ code }: MailroomError): number {
  return PROBLEMS[code].status
}

/** The same sentence whether a record is missing or belongs to others. */
const NOT_FOUND_DETAIL = 'There is nothing here, or you may not see it.'

/** Bounds what a caller can make us send back. */
const MAX_FAULTS = 50
const MAX_MESSAGE_LENGTH = 300

/** Last middleware: answers every error as problem+json (RFC 9457). A defect says nothing about itself. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  return failureHandler(logger, (response, error, traceId) => {
    if (error === undefined) sendDefect(response, traceId)
    else sendProblem(response, error, traceId)
  })
}

/**
 * Logs every error and has it answered where that is still possible.
 *
 * @param send told of `undefined` for a defect
 */
export function failureHandler(
  logger: Logger,
  send: (response: Response, error: MailroomError | undefined, traceId: string) => void,
): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const { traceId, route, signal } = contextOf(request)
    // Whatever broke when the time was over: it was over first.
    const error = isMailroomError(signal.reason) && !isMailroomError(thrown) ? signal.reason : thrown
    logFailure(logger, error, { traceId, route }, signal.aborted)
    if (response.writableEnded) {
      // Answered already, such as with 408 while the handler was still waiting.
      next()
      return
    }
    if (response.headersSent) {
      // A status can no longer be told; ending the connection keeps a broken answer from looking complete.
      response.destroy()
      return
    }
    if (error instanceof MailroomError) send(response, error, traceId)
    else send(response, isUndecodablePath(error) ? undecodablePath() : undefined, traceId)
  }
}

/** Answers everything under the API that no route has taken. */
export const answerNotFound: RequestHandler = () => {
  throw new MailroomError('not-found', NOT_FOUND_DETAIL)
}

export function sendProblem(response: Response, error: MailroomError, traceId: string): void {
  const { status, title } = PROBLEMS[error.code]
  setRetryAfter(response, error)
  if (status === 401) response.set('WWW-Authenticate', 'Bearer realm="Poststelle"')
  const errors = error.faults
    .slice(0, MAX_FAULTS)
    .map(({ path, message }) => ({ path: shortened(path), message: shortened(message) }))
  send(response, {
    type: `urn:poststelle:problem:${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.code === 'not-found' ? NOT_FOUND_DETAIL : error.message,
    traceId,
    ...(errors.length === 0 ? {} : { errors }),
  })
}

export function setRetryAfter(response: Response, { code, retryAfterSeconds }: MailroomError): void {
  const seconds = retryAfterSeconds ?? PROBLEMS[code].retryAfterSeconds
  if (seconds !== undefined) response.set('Retry-After', String(Math.max(1, Math.ceil(seconds))))
}

function sendDefect(response: Response, traceId: string): void {
  send(response, {
    type: 'urn:poststelle:problem:internal',
    title: 'Internal error',
    status: 500,
    code: 'internal',
    detail: 'Something went wrong on our side. The trace id names it in the log.',
    traceId,
  })
}

function send(response: Response, problem: Problem): void {
  for (const name of ['ETag', 'Content-Disposition', 'Content-Length', 'Repr-Digest'])
    response.removeHeader(name)
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function logFailure(
  logger: Logger,
  error: unknown,
  where: { readonly traceId: string; readonly route: string | undefined },
  aborted: boolean,
): void {
  if (!(error instanceof MailroomError)) {
    if (aborted) logger.info(where, 'request aborted by the caller')
    else if (!isUndecodablePath(error)) logger.error({ ...where, err: error }, 'defect')
    return
  }
  const { status } = PROBLEMS[error.code]
  if (status >= 500) {
    logger.error({ ...where, code: error.code, facts: error.facts, err: error.cause ?? error }, 'failure')
  }
}

/** What the router throws for a path such as `/%c0%ae`. */
function isUndecodablePath(error: unknown): boolean {
  return error instanceof URIError
}

function undecodablePath(): MailroomError {
  return new MailroomError('malformed-request', 'The path is not valid percent-encoded UTF-8.')
}

function shortened(text: string): string {
  return text.length <= MAX_MESSAGE_LENGTH ? text : `${text.slice(0, MAX_MESSAGE_LENGTH)}…`
}
