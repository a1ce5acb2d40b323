import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { composeHttp } from '../../../src/compose-http.ts'
import { composeSearchFeeder } from '../../../src/compose-workers.ts'
import { openPictureReader } from '../../../src/compose-readers.ts'
import { openSearchIndex } from '../../../src/compose-stores.ts'
import { openPlatform, type Platform } from '../../../src/compose.ts'
import { readConfig } from '../../../src/config/config.ts'
import type { SearchIndex } from '../../../src/ports/search-index.ts'
import { seedTenants } from './seed.ts'
import type { PersonName, Seeded } from './seeded.ts'

export const SIGNAL = new AbortController().signal
const HOUR_MS = 3_600_000
const INDEX_LIMIT_MS = 30_000

/** Who asks. `nobody` sends no credential, `stranger` one that was never given out, `token` has a token that only reads. */
export type ActorName = PersonName | 'nobody' | 'stranger' | 'token'

export interface Answer {
  readonly status: number
  /** Body without the trace id. */
  readonly text: string
  readonly headers: Headers
}

export interface Request {
  readonly method: string
  readonly path: string
  readonly json?: unknown
  /** JSON that no program would write. */
  readonly rawJson?: string
  readonly form?: FormData
  readonly headers?: Readonly<Record<string, string>>
}

/** Two tenants on one installation, whole but for the readers of documents, in this process. */
export interface Town extends AsyncDisposable {
  readonly url: string
  readonly platform: Platform
  readonly seeded: Seeded
  readonly logLines: readonly string[]
  ask(as: ActorName, request: Request): Promise<Answer>
  /** A session that only the caller knows. */
  freshSession(person: PersonName): Promise<Readonly<Record<string, string>>>
}

/** @param adapted the platform as the server shall see it */
export async function openTown(adapted: (platform: Platform) => Platform = (same) => same): Promise<Town> {
  const storageDir = await mkdtemp(join(tmpdir(), 'poststelle-rights-'))
  const config = readConfig({ STORAGE_DIR: storageDir, PORT: '0', TRUSTED_PROXIES: 'loopback' })
  const logLines: string[] = []
  const logger = pino({}, { write: (line) => logLines.push(line) })
  const fail = (error: Error): void => {
    throw error
  }
  const platform = await openPlatform(config, logger, { stopping: SIGNAL, fail })
  const searchIndex = await openSearchIndex(config)
  const seeded = await seedTenants(platform)
  const feeder = composeSearchFeeder(platform, searchIndex)
  const reader = openPictureReader(config)
  const server = composeHttp(config, adapted(platform), { searchIndex, reader }, logger)
  const url = await server.start(0, '127.0.0.1')
  await untilIndexed(searchIndex, seeded.letters.length)
  const people = await credentials(platform, seeded)
  return {
    url,
    platform,
    seeded,
    logLines,
    ask: (as, request) => send(url, people[as], request),
    freshSession: (person) => sessionOf(platform, seeded, person),
    async [Symbol.asyncDispose]() {
      await server.close()
      await reader[Symbol.asyncDispose]()
      await feeder.close()
      await searchIndex[Symbol.asyncDispose]()
      await platform.close()
      await rm(storageDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function untilIndexed(searchIndex: SearchIndex, documents: number): Promise<void> {
  const deadlineMs = Date.now() + INDEX_LIMIT_MS
  while ((await searchIndex.health(SIGNAL)).documentCount < documents) {
    if (Date.now() > deadlineMs) throw new Error('The letters were not indexed in time.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function credentials(
  platform: Platform,
  seeded: Seeded,
): Promise<Readonly<Record<ActorName, Readonly<Record<string, string>>>>> {
  const names = Object.keys(seeded.people) as PersonName[]
  const sessions = await Promise.all(
    names.map(async (name) => [name, await sessionOf(platform, seeded, name)] as const),
  )
  const token = randomBytes(32).toString('hex')
  const owner = seeded.people.clerk1
  await platform.signIn.insertToken(
    {
      id: platform.ids.next(),
      tokenHash: sha256(token),
      tenantId: owner.tenantId,
      userId: owner.id,
      name: 'reads',
      scopes: ['read'],
      createdAt: new Date().toISOString(),
    },
    SIGNAL,
  )
  return {
    ...(Object.fromEntries(sessions) as Record<PersonName, Readonly<Record<string, string>>>),
    nobody: {},
    stranger: { authorization: `Bearer ${'ab'.repeat(32)}` },
    token: { authorization: `Bearer ${token}` },
  }
}

async function sessionOf(
  platform: Platform,
  seeded: Seeded,
  person: PersonName,
): Promise<Readonly<Record<string, string>>> {
  const token = randomBytes(32).toString('hex')
  const { id, tenantId } = seeded.people[person]
  const now = new Date()
  await platform.signIn.insertSession(
    {
      tokenHash: sha256(token),
      tenantId,
      userId: id,
      createdAt: now.toISOString(),
      lastSeenAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + HOUR_MS).toISOString(),
      device: '',
    },
    SIGNAL,
  )
  return { cookie: `poststelle=${token}` }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Each request comes from an address of its own, so that no limit of attempts speaks instead of the rights. */
let address = 0

async function send(
  url: string,
  credential: Readonly<Record<string, string>>,
  { method, path, json, rawJson, form, headers }: Request,
): Promise<Answer> {
  address += 1
  const body = form ?? rawJson ?? (json === undefined ? undefined : JSON.stringify(json))
  const ended = new AbortController()
  const response = await fetch(`${url}${path}`, {
    method,
    signal: ended.signal,
    redirect: 'manual',
    headers: {
      ...credential,
      'x-forwarded-for': `${10 + (address >> 16)}.${(address >> 8) & 255}.${address & 255}.1`,
      ...(body === undefined || form !== undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })
  if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
    ended.abort()
    return { status: response.status, text: '', headers: response.headers }
  }
  const text = (await response.text()).replace(/"traceId":"[^"]*"/, '"traceId":""')
  return { status: response.status, text, headers: response.headers }
}
