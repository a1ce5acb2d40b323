import { MailroomError } from '../../domain/errors.ts'

/** The last record of a page: the next page begins behind it. */
export interface Position {
  /** ISO 8601 instant by which the list is ordered. */
  readonly at: string
  readonly id: string
}

const MAX_CURSOR_LENGTH = 400

export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.at, position.id])).toString('base64url')
}

/** @throws {MailroomError} `malformed-request` for anything that `encodeCursor` did not make */
export function decodeCursor(cursor: string): Position {
  const parts =
    cursor.length <= MAX_CURSOR_LENGTH ? parseJson(Buffer.from(cursor, 'base64url').toString()) : undefined
  if (Array.isArray(parts) && parts.length === 2) {
    const [at, id] = parts as unknown[]
    if (typeof at === 'string' && typeof id === 'string') return { at, id }
  }
  throw new MailroomError('malformed-request', 'The cursor is not one of this list.')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
