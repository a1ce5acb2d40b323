import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { registerHealth, type ReadinessProbe } from './health.ts'
import { answerNotFound, problemHandler } from './problem.ts'
import { requestLog } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'

export interface HealthAppOptions {
  /** By the name of the part, such as `database`. */
  readonly readiness: Readonly<Record<string, ReadinessProbe>>
  readonly metrics: Registry
  readonly logger: Logger
}

/** The addresses for operators, of a process that answers nobody else. */
export function createHealthApp({ readiness, metrics, logger }: HealthAppOptions): { readonly app: Express } {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(requestLog(logger, metrics, { paces: {} }))
  app.use(securityHeaders(false))
  registerHealth(app, readiness, metrics)
  app.use(answerNotFound)
  app.use(problemHandler(logger))
  return { app }
}
