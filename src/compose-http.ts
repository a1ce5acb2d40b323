import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { createMetrics } from './compose-metrics.ts'
import { composeUseCases } from './compose-use-cases.ts'
import type { JobWorkers } from './compose-workers.ts'
import type { Platform } from './compose.ts'
import type { Config } from './config/config.ts'
import { createApp } from './http/app.ts'
import { createHealthApp } from './http/health-app.ts'
import type { ReadinessProbe } from './http/health.ts'
import { createHttpServer, type HttpServer } from './http/server.ts'
import type { DocumentReader } from './ports/document-reader.ts'
import type { SearchIndex } from './ports/search-index.ts'

const MAX_FILES_PER_REQUEST = 50
const MAX_UPLOADS_IN_FLIGHT = 32
const MAX_EVENT_STREAMS = 500
/** Windows that one person looks at, on all devices; browsers close those of hidden pages. */
const MAX_EVENT_STREAMS_PER_PERSON = 16
/** A request may be as large as this many of its largest files. */
const REQUEST_FILES = 5
/** Of everybody: small, so that strangers take little room. */
const PUBLIC_REQUEST_BYTES = 50 * 1_024 * 1_024
/** Leaves room for the fields beside the largest file. */
const PUBLIC_FILE_BYTES = 49 * 1_024 * 1_024
const PUBLIC_FILES_PER_REQUEST = 20
const PUBLIC_UPLOADS_IN_FLIGHT = 8
/** Families share an address; a flood from one shall not take all places. */
const PUBLIC_UPLOADS_PER_ADDRESS = 3

const WEB_ROOT = fileURLToPath(new URL('web/', import.meta.url))
const PACKAGE_FILE = new URL('../package.json', import.meta.url)

/** What a process that answers people has beside its platform. */
export interface HttpParts {
  readonly searchIndex: SearchIndex
  /** Draws the pages that people look at. */
  readonly reader: DocumentReader
}

/** @param workers those of this process, when it has any */
export function composeHttp(
  config: Config,
  platform: Platform,
  { searchIndex, reader }: HttpParts,
  logger: Logger,
  workers?: JobWorkers,
): HttpServer {
  const { version } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string }
  return createHttpServer(
    createApp({
      ...platform,
      useCases: composeUseCases({
        ...platform,
        searchIndex,
        reader,
        accessLogDays: config.accessLogDays,
        engineName: () => workers?.engineName(),
      }),
      readiness: {
        ...commonReadiness(platform, workers),
        search: async (signal) => {
          await searchIndex.health(signal)
        },
      },
      metrics: createMetrics(platform),
      logger,
      version,
      webRoot: existsSync(WEB_ROOT) ? WEB_ROOT : undefined,
      publicOrigin: config.publicOrigin,
      secureCookies: config.publicOrigin?.startsWith('https://') ?? false,
      trustedProxies: config.trustedProxies,
      limits: {
        maxFileBytes: config.maxFileBytes,
        maxFiles: MAX_FILES_PER_REQUEST,
        maxRequestBytes: config.maxFileBytes * REQUEST_FILES,
        maxUploadsInFlight: MAX_UPLOADS_IN_FLIGHT,
        maxEventStreams: MAX_EVENT_STREAMS,
        maxEventStreamsPerPerson: MAX_EVENT_STREAMS_PER_PERSON,
        publicUploads: {
          maxFileBytes: Math.min(config.maxFileBytes, PUBLIC_FILE_BYTES),
          maxFiles: PUBLIC_FILES_PER_REQUEST,
          maxRequestBytes: PUBLIC_REQUEST_BYTES,
          maxUploadsInFlight: PUBLIC_UPLOADS_IN_FLIGHT,
          maxUploadsPerAddress: PUBLIC_UPLOADS_PER_ADDRESS,
        },
      },
    }),
  )
}

/** Answers the operators of a process that answers nobody else. */
export function composeHealth(platform: Platform, logger: Logger, workers: JobWorkers): HttpServer {
  const readiness = commonReadiness(platform, workers)
  return createHttpServer(createHealthApp({ readiness, metrics: createMetrics(platform), logger }))
}

function commonReadiness(
  { database, blobStore, staging }: Platform,
  workers: JobWorkers | undefined,
): Record<string, ReadinessProbe> {
  return {
    ...(workers === undefined ? {} : { workers: () => workers.health() }),
    database: (signal) => database.ping(signal),
    objects: (signal) => blobStore.health(signal),
    staging: (signal) => staging.health(signal),
  }
}
