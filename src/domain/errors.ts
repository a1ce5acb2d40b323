/** Every expected failure of Poststelle. The HTTP status of each stands in one table: `http/problem.ts`. */
export type ErrorCode =
  | 'malformed-request'
  | 'request-timeout'
  | 'unauthenticated'
  | 'forbidden'
  | 'csrf-rejected'
  | 'not-found'
  | 'method-not-allowed'
  | 'state-conflict'
  | 'parts-missing'
  | 'already-exists'
  | 'idempotency-in-progress'
  | 'idempotency-key-reused'
  | 'retention-locked'
  | 'version-mismatch'
  | 'precondition-required'
  | 'upload-too-large'
  | 'unsupported-media-type'
  | 'range-not-satisfiable'
  | 'validation-failed'
  | 'content-mismatch'
  | 'document-limits'
  | 'document-damaged'
  | 'document-encrypted'
  | 'document-macros'
  | 'conversion-unavailable'
  | 'page-geometry-invalid'
  | 'recognition-timeout'
  | 'recognition-out-of-memory'
  | 'recognition-crashed'
  | 'recognition-failed'
  | 'lease-lost'
  | 'malware-detected'
  | 'quarantined'
  | 'unsafe-pattern'
  | 'xml-forbidden'
  | 'xml-unknown'
  | 'picture-unreadable'
  | 'rate-limited'
  | 'integrity-failure'
  | 'dependency-unavailable'
  | 'insufficient-storage'

/** One fault of one field; `path` is dotted, as in `index.letterDate`. */
export interface FieldFault {
  readonly path: string
  readonly message: string
}

export interface MailroomErrorOptions {
  /** For the log, never for the client. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** For the client: which fields to mend. */
  readonly faults?: readonly FieldFault[]
  /** Seconds after which a retry makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** An expected failure: the caller can act on it. Anything else that is thrown is a defect. */
export class MailroomError extends Error {
  override readonly name = 'MailroomError'
  readonly code: ErrorCode
  readonly facts: Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, detail: string, options: MailroomErrorOptions = {}) {
    super(detail, { cause: options.cause })
    this.code = code
    this.facts = options.facts ?? {}
    this.faults = options.faults ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

export function isMailroomError(error: unknown, code?: ErrorCode): error is MailroomError {
  return error instanceof MailroomError && (code === undefined || error.code === code)
}
