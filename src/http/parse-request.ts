import type { z } from 'zod'
import { MailroomError, type FieldFault } from '../domain/errors.ts'

/** Which part of a request is read; it decides how a shape that does not fit is answered. */
export type RequestPart = 'path' | 'query' | 'header' | 'body'

/** JSON nested deeper than this is refused: our shapes need six levels. */
const MAX_DEPTH = 32

/**
 * The only place that answers for shapes: a path that fits no record is `not-found`, a query or header that cannot be
 * understood is `malformed-request`, a body with wrong fields is `validation-failed` and names them.
 *
 * @throws {MailroomError}
 */
export function parseRequest<T extends z.ZodType>(part: RequestPart, shape: T, value: unknown): z.output<T> {
  if (part === 'body') requireDepth(value)
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(faultOf)
  switch (part) {
    case 'path':
      throw new MailroomError('not-found', 'No record has such an id.')
    case 'query':
      throw new MailroomError('malformed-request', 'The query of the address is not usable.', { faults })
    case 'header':
      throw new MailroomError('malformed-request', 'A header is not usable.', { faults })
    case 'body':
      throw new MailroomError('validation-failed', 'Some fields are missing or wrong.', { faults })
  }
}

function faultOf(issue: z.core.$ZodIssue): FieldFault {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return { path: [...path, issue.keys[0] ?? ''].join('.'), message: 'This field is not known here.' }
  }
  return { path: path.join('.'), message: issue.message }
}

/** Walks without recursion, so that depth cannot exhaust the stack. */
function requireDepth(value: unknown): void {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new MailroomError('malformed-request', 'The body is nested too deeply.')
    level = level.flatMap(childrenOf)
  }
}

function childrenOf(node: unknown): unknown[] {
  return node !== null && typeof node === 'object' ? Object.values(node) : []
}
