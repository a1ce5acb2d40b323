import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Bell } from '../ports/bell.ts'
import type { ChangeFeed } from '../ports/change-feed.ts'
import type { MediaTypeDetector } from '../ports/media-type-detector.ts'
import type { PartialUploads } from '../ports/partial-uploads.ts'
import type { StagingArea } from '../ports/staging.ts'
import type { AnswerTimes, DependencyPaces } from './answer-deadline.ts'
import { registerApiDocs } from './api-docs.ts'
import { createCitizenCookie } from './citizen-cookie.ts'
import { createAuthenticate, createSessionCookie, sessionCookieName } from './credentials.ts'
import { createEventStreams, type EventStreams } from './event-stream.ts'
import { createFlowCookie } from './flow-cookie.ts'
import { createGatherUploads } from './gathered-uploads.ts'
import { registerHealth, type ReadinessProbe } from './health.ts'
import { openApiDocument } from './open-api.ts'
import { registerPlainPages } from './plain/plain-pages.ts'
import { answerNotFound, problemHandler } from './problem.ts'
import { registerResumableUploads } from './resumable-uploads.ts'
import { registerRoutes } from './register-routes.ts'
import { requestLog } from './request-log.ts'
import { allRoutes } from './routes.ts'
import { securityHeaders } from './security-headers.ts'
import type { UploadLimits } from './upload-session.ts'
import { createReceiveUpload } from './upload.ts'
import type { UseCases } from './use-cases.ts'
import { registerWebUi } from './web-ui.ts'

export interface AppOptions {
  readonly useCases: UseCases
  readonly staging: StagingArea
  readonly partialUploads: PartialUploads
  readonly mediaTypes: MediaTypeDetector
  readonly changeFeed: ChangeFeed
  readonly bell: Bell
  /** Of what is not our own to make fast. */
  readonly paces: DependencyPaces
  /** For tests: a shorter deadline of answers. */
  readonly answerTimes?: AnswerTimes
  /** By the name of the part, such as `database`. */
  readonly readiness: Readonly<Record<string, ReadinessProbe>>
  readonly metrics: Registry
  readonly logger: Logger
  /** Version of the product, for the OpenAPI document. */
  readonly version: string
  /** Folder of the built user interface; without it only the API is served. */
  readonly webRoot?: string | undefined
  /** Origin that browsers see, when a proxy stands in front. */
  readonly publicOrigin?: string | undefined
  /** True when browsers reach us over TLS. */
  readonly secureCookies: boolean
  /** Addresses of proxies whose `X-Forwarded-For` counts. */
  readonly trustedProxies: readonly string[]
  readonly limits: AppLimits
}

export interface AppLimits extends UploadLimits {
  /** Of people without an account. They have places of their own, so that they take none from staff. */
  readonly publicUploads: UploadLimits
  readonly maxEventStreams: number
  readonly maxEventStreamsPerPerson: number
}

export interface HttpApp {
  readonly app: Express
  /** To be closed before the server: streams would hold it open. */
  readonly eventStreams: EventStreams
}

/** The whole HTTP side of the house, not yet listening. */
export function createApp(options: AppOptions): HttpApp {
  const { useCases, logger, limits, secureCookies } = options
  const authenticate = createAuthenticate(useCases)
  const eventStreams = createEventStreams({
    ...options,
    authenticate,
    maxStreams: limits.maxEventStreams,
    maxStreamsPerPerson: limits.maxEventStreamsPerPerson,
  })
  const receiveUpload = createReceiveUpload(options)
  const publicUploads = {
    limits: limits.publicUploads,
    receive: createReceiveUpload({ ...options, limits: limits.publicUploads }),
    gather: createGatherUploads({ ...options, limits: limits.publicUploads }),
  }
  const cookie = createSessionCookie(secureCookies)
  const flowCookie = createFlowCookie(secureCookies)
  const citizenCookie = createCitizenCookie(secureCookies)
  const cookieName = sessionCookieName(secureCookies)
  const { publicOrigin } = options
  const browsers = { cookie, flowCookie, citizenCookie, publicOrigin }
  const services = { useCases, receiveUpload, publicUploads, eventStreams, ...browsers }
  const routes = allRoutes(services)

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)
  app.set('trust proxy', options.trustedProxies.length === 0 ? false : [...options.trustedProxies])
  app.use(requestLog(logger, options.metrics, options))
  app.use(securityHeaders(secureCookies))
  registerHealth(app, options.readiness, options.metrics)
  registerApiDocs(app, openApiDocument(routes, { version: options.version, cookieName }))
  registerResumableUploads(app, { ...options, limits: limits.publicUploads, publicOrigin })
  registerPlainPages(app, { useCases, publicUploads, logger, publicOrigin })
  registerRoutes(app, routes, { authenticate, cookieName, publicOrigin })
  if (options.webRoot !== undefined) registerWebUi(app, options.webRoot)
  app.use(answerNotFound)
  app.use(problemHandler(logger))
  return { app, eventStreams }
}
