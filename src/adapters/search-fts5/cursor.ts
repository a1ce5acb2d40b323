import { createHash } from 'node:crypto'
import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { SearchRequest } from '../../ports/search-index.ts'

/** The last hit of a page, so that the next page goes on behind it although scores move with every new document. */
export interface Cursor {
  readonly score: number
  readonly day: string
  readonly documentId: string
  readonly relaxed: boolean
}

export function writeCursor(actor: Actor, request: SearchRequest, cursor: Cursor): string {
  const fields = [fingerprint(actor, request), cursor.score, cursor.day, cursor.documentId, cursor.relaxed]
  return Buffer.from(JSON.stringify(fields)).toString('base64url')
}

/** @throws {MailroomError} `validation-failed` for a cursor that was not given for this request */
export function readCursor(actor: Actor, request: SearchRequest): Cursor | undefined {
  if (request.cursor === undefined) return undefined
  const fields = parsed(request.cursor)
  const [mark, score, day, documentId, relaxed] = Array.isArray(fields) ? (fields as unknown[]) : []
  if (
    mark !== fingerprint(actor, request) ||
    typeof score !== 'number' ||
    typeof day !== 'string' ||
    typeof documentId !== 'string' ||
    typeof relaxed !== 'boolean'
  ) {
    throw new MailroomError('validation-failed', 'The cursor does not belong to this search.', {
      faults: [{ path: 'cursor', message: 'Bitte beginnen Sie die Suche von vorn.' }],
    })
  }
  return { score, day, documentId, relaxed }
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function fingerprint(actor: Actor, { text, filter }: SearchRequest): string {
  const request = [
    actor.tenantId,
    text,
    filter.documentType,
    filter.orgUnitId,
    filter.caseFileId,
    filter.sender,
    filter.state,
    filter.capturedAfter,
    filter.from,
    filter.to,
  ]
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 12)
}
