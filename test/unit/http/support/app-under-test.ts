import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { createMediaTypeDetector } from '../../../../src/adapters/file-type/media-type-detector.ts'
import { createPartialUploads } from '../../../../src/adapters/filesystem/partial-uploads.ts'
import { createStagingArea } from '../../../../src/adapters/filesystem/staging.ts'
import { createApp, type AppOptions } from '../../../../src/http/app.ts'
import { createHttpServer } from '../../../../src/http/server.ts'
import type { UseCases } from '../../../../src/http/use-cases.ts'
import type { Change } from '../../../../src/ports/change-feed.ts'
import type { ActiveSession } from '../../../../src/usecases/shared/session-view.ts'
import { sessionOf } from './records.ts'

/** Bearer tokens of the tests; each is a person with one role. */
const SESSIONS: Readonly<Record<string, ActiveSession>> = {
  mailroom: sessionOf(['mailroom']),
  clerk: sessionOf(['clerk']),
  admin: sessionOf(['admin']),
  auditor: sessionOf(['auditor']),
  scanner: sessionOf(['scanner']),
}

export interface LogLine {
  readonly msg: string
  readonly [name: string]: unknown
}

/** The HTTP side over use cases made for the test, listening on loopback. */
export interface AppUnderTest {
  readonly url: string
  readonly logLines: readonly LogLine[]
  readonly changes: Change[]
  /** Sends with the token of a role unless headers say otherwise. */
  request(method: string, path: string, options?: RequestOptions): Promise<Response>
  /** Names of files in the staging area. */
  staged(): Promise<string[]>
  /** Ends when a file that comes in pieces has so many bytes. */
  untilParts(bytes: number): Promise<void>
  /** Ends when so many files are in the staging area. */
  untilStaged(count: number): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface RequestOptions {
  readonly as?: string | undefined
  readonly json?: unknown
  readonly body?: string | FormData | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

type Changed = Partial<Omit<AppOptions, 'useCases'>> & { readonly useCases?: Partial<UseCases> }

export async function startApp(changed: Changed = {}): Promise<AppUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-http-'))
  const parts = join(directory, '..', `${basename(directory)}-parts`)
  const logLines: LogLine[] = []
  const changes: Change[] = []
  const options: AppOptions = {
    staging: await createStagingArea({ directory, headroomBytes: 0 }),
    partialUploads: await createPartialUploads({
      directory: parts,
      headroomBytes: 0,
      maxUploads: 100,
      maxBytes: 10_000_000,
      lifetimeMs: 3_600_000,
      now: Date.now,
    }),
    mediaTypes: createMediaTypeDetector(),
    changeFeed: feedOf(changes),
    bell: { ring: () => undefined, wait: () => new Promise((resolve) => setTimeout(resolve, 10)) },
    paces: {},
    readiness: {},
    metrics: new Registry(),
    logger: pino({}, { write: (line) => logLines.push(JSON.parse(line) as LogLine) }),
    version: '0.0.0',
    secureCookies: false,
    trustedProxies: [],
    limits: {
      maxFileBytes: 1_000_000,
      maxFiles: 5,
      maxRequestBytes: 2_000_000,
      maxUploadsInFlight: 4,
      maxEventStreams: 3,
      maxEventStreamsPerPerson: 2,
      publicUploads: {
        maxFileBytes: 300_000,
        maxFiles: 2,
        maxRequestBytes: 500_000,
        maxUploadsInFlight: 2,
      },
    },
    ...changed,
    useCases: stubUseCases(changed.useCases ?? {}),
  }
  const server = createHttpServer(createApp(options))
  const url = await server.start(0, '127.0.0.1')
  return {
    url,
    logLines,
    changes,
    request: (method, path, { as = 'mailroom', json, body, headers } = {}) =>
      fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(as === '' ? {} : { authorization: `Bearer ${as}` }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body }),
      }),
    staged: () => readdir(directory),
    async untilParts(bytes) {
      for (;;) {
        for (const name of await readdir(parts)) if ((await stat(join(parts, name))).size === bytes) return
        await turn()
      }
    },
    async untilStaged(count) {
      while ((await readdir(directory)).length !== count) await turn()
    },
    async [Symbol.asyncDispose]() {
      await server.close()
      await rm(directory, { recursive: true, force: true })
      await rm(parts, { recursive: true, force: true })
    },
  }
}

/** A use case that the test does not expect fails like a defect. */
function stubUseCases(known: Partial<UseCases>): UseCases {
  const useCases: Partial<UseCases> = {
    authenticateToken: async ({ token }) => SESSIONS[token],
    resumeSession: async ({ token }) => SESSIONS[token],
    admitUpload: async () => undefined,
    ...known,
  }
  return new Proxy(useCases as UseCases, {
    get: (_target, name: keyof UseCases) =>
      useCases[name] ??
      (() => Promise.reject(new Error(`The use case ${name} is not expected in this test. secret-detail`))),
  })
}

function feedOf(changes: readonly Change[]): AppOptions['changeFeed'] {
  return {
    record: () => Promise.reject(new Error('not expected')),
    since: async (seq, limit) => changes.filter((change) => change.seq > seq).slice(0, limit),
    head: async () => changes.at(-1)?.seq ?? 0,
    tail: async () => changes[0]?.seq ?? 0,
  }
}
