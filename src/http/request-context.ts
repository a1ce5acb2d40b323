import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { AnswerDeadline } from './answer-deadline.ts'

/** What the log and the problem answers say about one request. */
export interface RequestContext {
  /** Made here for every request; nothing that a caller sends is taken over. */
  readonly traceId: string
  readonly startedAtMs: number
  /** Aborted when the connection ends before the answer does, or when the answer would come too late. */
  readonly signal: AbortSignal
  readonly deadline: AnswerDeadline
  /** Path template of the route that answers, such as `/api/v1/documents/{documentId}`. */
  route?: string
  tenantId?: string
  userId?: string
}

const contexts = new WeakMap<IncomingMessage, RequestContext>()

export function openContext(request: IncomingMessage, deadline: AnswerDeadline): RequestContext {
  const context: RequestContext = {
    traceId: randomUUID().replaceAll('-', ''),
    startedAtMs: performance.now(),
    signal: deadline.signal,
    deadline,
  }
  contexts.set(request, context)
  return context
}

export function contextOf(request: IncomingMessage): RequestContext {
  const context = contexts.get(request)
  if (context === undefined) throw new Error('The request has no context: openContext must run first.')
  return context
}
