import type { Document } from './bson/document.ts'

/** Error codes of MongoDB 7.0 (src/mongo/base/error_codes.yml): drivers and mongoose act on the numbers. */
const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  InvalidBSON: 22,
  LockTimeout: 24,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  FileStreamFailed: 39,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  UnknownReplWriteConcern: 79,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  ShutdownInProgress: 91,
  OperationFailed: 96,
  UnsatisfiableWriteConcern: 100,
  WriteConflict: 112,
  CommandNotSupported: 115,
  ConflictingOperationInProgress: 117,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  TransactionTooOld: 225,
  SnapshotTooOld: 239,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  NoQueryExecutionPlans: 291,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  UnknownField: 40415,
} as const

export type CodeName = keyof typeof CODES

/** A failure that the client is told about, in the shape that MongoDB gives it. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code: number
  readonly codeName: string
  /** Further fields of the reply or of the write error: keyPattern, keyValue, errorLabels. */
  readonly details: Document
  constructor(code: number, codeName: string, message: string, details: Document = {}) {
    super(message)
    this.code = code
    this.codeName = codeName
    this.details = details
  }
}

export function commandError(codeName: CodeName, message: string, details?: Document): CommandError {
  return new CommandError(CODES[codeName], codeName, message, details)
}

/** Errors that MongoDB has no name for, only a number ("Location40323"). */
export function locationError(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message)
}

/** What MongoDB can and this store cannot: refused by name, never answered wrongly. */
export function notSupported(what: string): CommandError {
  return commandError('CommandNotSupported', `${what} is not supported by the embedded store`)
}

/** The same failure with a label that tells the driver to repeat the whole transaction. */
export function asTransient(error: CommandError): CommandError {
  return new CommandError(error.code, error.codeName, error.message, {
    ...error.details,
    errorLabels: ['TransientTransactionError'],
  })
}
