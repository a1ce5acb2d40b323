import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Platform } from './compose.ts'
import { composeUseCases } from './compose-use-cases.ts'
import type { Config } from './config/config.ts'
import { createApp } from './http/app.ts'
import { createHealthApp } from './http/health-app.ts'
import type { ReadinessProbe } from './http/health.ts'
import { createHttpServer, type HttpServer } from './http/server.ts'
import type { SearchIndex } from './ports/search-index.ts'

const MAX_FILES_PER_REQUEST = 50
const MAX_UPLOADS_IN_FLIGHT = 32
const MAX_EVENT_STREAMS = 500
/** A request may be as large as this many of its largest files. */
const REQUEST_FILES = 5
/** Of everybody: small, so that strangers take little room. */
const PUBLIC_REQUEST_BYTES = 50 * 1_024 * 1_024
/** Leaves room for the fields beside the largest file. */
const PUBLIC_FILE_BYTES = 49 * 1_024 * 1_024
const PUBLIC_FILES_PER_REQUEST = 20
const PUBLIC_UPLOADS_IN_FLIGHT = 8

const WEB_ROOT = fileURLToPath(new URL('web/', import.meta.url))
const PACKAGE_FILE = new URL('../package.json', import.meta.url)

/** The web server of this process. */
export function composeHttp(
  config: Config,
  platform: Platform,
  searchIndex: SearchIndex,
  logger: Logger,
): HttpServer {
  const { version } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string }
  return createHttpServer(
    createApp({
      ...platform,
      useCases: composeUseCases({ ...platform, searchIndex }),
      readiness: {
        ...commonReadiness(platform),
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
        publicUploads: {
          maxFileBytes: Math.min(config.maxFileBytes, PUBLIC_FILE_BYTES),
          maxFiles: PUBLIC_FILES_PER_REQUEST,
          maxRequestBytes: PUBLIC_REQUEST_BYTES,
          maxUploadsInFlight: PUBLIC_UPLOADS_IN_FLIGHT,
        },
      },
    }),
  )
}

/** Counting the queue costs; scrapes in between get the same answer. */
const DEPTH_KEPT_MS = 5_000
const DEPTH_TIMEOUT_MS = 3_000

type Depth = Awaited<ReturnType<Platform['jobQueue']['depth']>>

/** Without a database there is nothing to tell of the queue; the other measurements go on. */
function createDepthReader({ jobQueue, log }: Platform): () => Promise<Depth | undefined> {
  let kept: { readonly depth: Depth | undefined; readonly atMs: number } | undefined
  return async () => {
    if (kept === undefined || performance.now() - kept.atMs > DEPTH_KEPT_MS) {
      const depth = await jobQueue.depth(AbortSignal.timeout(DEPTH_TIMEOUT_MS)).catch((error: unknown) => {
        log.warn('queue-not-counted', { cause: String(error) })
        return undefined
      })
      kept = { depth, atMs: performance.now() }
    }
    return kept.depth
  }
}

/** Answers the operators of a process that answers nobody else. */
export function composeHealth(platform: Platform, logger: Logger): HttpServer {
  const readiness = commonReadiness(platform)
  return createHttpServer(createHealthApp({ readiness, metrics: createMetrics(platform), logger }))
}

function commonReadiness({ database, blobStore, staging }: Platform): Record<string, ReadinessProbe> {
  return {
    database: (signal) => database.ping(signal),
    objects: (signal) => blobStore.health(signal),
    staging: (signal) => staging.health(signal),
  }
}

function createMetrics(platform: Platform): Registry {
  const jobDepth = createDepthReader(platform)
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const jobs = new Gauge({
    name: 'poststelle_jobs',
    help: 'Jobs by state.',
    labelNames: ['state'] as const,
    registers: [metrics],
  })
  new Gauge({
    name: 'poststelle_oldest_queued_job_seconds',
    help: 'Age of the oldest job that waits.',
    registers: [metrics],
    async collect() {
      const depth = await jobDepth()
      if (depth === undefined) return
      this.set(depth.oldestQueuedSeconds)
      for (const [state, count] of Object.entries(depth.byState)) jobs.set({ state }, count)
    },
  })
  return metrics
}
