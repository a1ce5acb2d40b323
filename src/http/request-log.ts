import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { Histogram, type Registry } from 'prom-client'
import { openAnswerDeadline, type AnswerTimes, type DependencyPaces } from './answer-deadline.ts'
import { openContext } from './request-context.ts'

export interface DeadlineOptions {
  readonly paces: DependencyPaces
  readonly answerTimes?: AnswerTimes
}

/**
 * Opens the request's context with the deadline of its answer, and writes one line and one measurement when it ends. No query, body, file name or header
 * is written: they hold personal data and secrets. The route stands as its template, so that ids stay out too.
 */
export function requestLog(
  logger: Logger,
  metrics: Registry,
  { paces, answerTimes }: DeadlineOptions,
): RequestHandler {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request line to the end of the answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [metrics],
  })
  return (request, response, next) => {
    const aborted = new AbortController()
    const hasBegun = (): boolean => response.headersSent
    const deadline = openAnswerDeadline(paces, aborted.signal, hasBegun, answerTimes)
    const context = openContext(request, deadline)
    response.once('close', () => {
      deadline[Symbol.dispose]()
      if (!response.writableFinished) aborted.abort()
      const ms = Math.round((performance.now() - context.startedAtMs) * 10) / 10
      const { traceId, tenantId, userId } = context
      const route = context.route ?? 'none'
      const method = KNOWN_METHODS.has(request.method) ? request.method : 'OTHER'
      const status = response.headersSent ? response.statusCode : 0
      logger.info(
        { traceId, tenantId, userId, method, route, status, ms, complete: response.writableFinished },
        'request',
      )
      durations.observe({ method, route, status: String(status) }, ms / 1_000)
    })
    next()
  }
}

/** Callers can send any word; metrics must not grow with it. */
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'])
