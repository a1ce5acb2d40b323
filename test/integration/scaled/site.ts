import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestDatabase, startTestServer, type TestMongo } from '../../support/mongo.ts'
import { startService, type Service } from '../../support/service.ts'
import { startSwiftServer, type SwiftServer } from '../../support/swift-server.ts'
import { until } from './until.ts'

export interface SiteProcess extends Service {
  readonly storageDir: string
  /** Where it answers; a worker answers operators only. */
  readonly url: string
}

export interface SeenJob {
  readonly id: string
  readonly state: string
  readonly attempt: number
  readonly workerPid: number
}

/** A database and an object store, and the processes of the product that share them. */
export interface Site extends AsyncDisposable {
  readonly adminPassword: string
  startWebServer(): Promise<SiteProcess>
  startWorker(): Promise<SiteProcess>
  /** Processes that were started and not yet stopped or killed. */
  running(): readonly SiteProcess[]
  workerOf(job: SeenJob): SiteProcess
  /** The job of an item that a worker reads pages for at this moment. */
  jobAtWork(itemId: string): Promise<SeenJob>
  job(id: string): Promise<SeenJob>
  /** Rows of a collection. */
  count(collection: string): Promise<number>
}

/** The embedded server here; a real MongoDB when `MONGODB_TEST_URI` names one. */
export async function openSite(): Promise<Site> {
  const stack = new AsyncStack()
  try {
    const directory = await mkdtemp(join(tmpdir(), 'poststelle-scaled-'))
    stack.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }))
    const mongo = await openMongo(stack)
    const swift = await startSwiftServer()
    stack.defer(() => swift[Symbol.asyncDispose]())
    const adminPassword = randomBytes(12).toString('hex')
    const environment = await environmentOf(directory, mongo, swift, adminPassword)
    return createSite(directory, mongo, environment, adminPassword, stack)
  } catch (error) {
    await stack.dispose()
    throw error
  }
}

async function openMongo(stack: AsyncStack): Promise<TestMongo> {
  let uri = process.env['MONGODB_TEST_URI']
  if (uri === undefined) {
    const server = await startTestServer()
    stack.defer(() => server.close())
    uri = server.uri
  }
  // The database is left to the processes to make: it is only named and dropped here.
  const mongo = await openTestDatabase(uri)
  await mongo.connection.connection.dropDatabase()
  stack.defer(() => mongo[Symbol.asyncDispose]())
  return mongo
}

/** Secrets come from files, as in containers. */
async function environmentOf(
  directory: string,
  { uri, databaseName }: TestMongo,
  { endpoint, accessKey, secretKey, region }: SwiftServer,
  adminPassword: string,
): Promise<Record<string, string>> {
  const secrets = {
    MONGODB_URI: uri,
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
    POSTSTELLE_ADMIN_PASSWORD: adminPassword,
  }
  const files = await Promise.all(
    Object.entries(secrets).map(async ([name, value]) => {
      const path = join(directory, name.toLowerCase())
      await writeFile(path, `${value}\n`, { mode: 0o600 })
      return [`${name}_FILE`, path] as const
    }),
  )
  return {
    ...Object.fromEntries(files),
    MONGODB_DATABASE: databaseName,
    S3_ENDPOINT: endpoint,
    S3_BUCKET: 'poststelle',
    S3_REGION: region,
    TENANT_NAME: 'Teststadt',
    PORT: '0',
    HEALTH_PORT: '0',
    WORKERS: '1',
  }
}

function createSite(
  directory: string,
  mongo: TestMongo,
  environment: Readonly<Record<string, string>>,
  adminPassword: string,
  stack: AsyncStack,
): Site {
  const running = new Map<number, SiteProcess>()
  let started = 0

  async function start(entry: string, readyEvent: string): Promise<SiteProcess> {
    started += 1
    const storageDir = join(directory, String(started))
    const starting = startService(entry, { ...environment, STORAGE_DIR: storageDir }, readyEvent)
    stack.defer(async () => {
      const [outcome] = await Promise.allSettled([starting])
      if (outcome.status === 'fulfilled') await outcome.value[Symbol.asyncDispose]()
    })
    const service = await starting
    const process: SiteProcess = {
      ...service,
      storageDir,
      url: String(service.logged(readyEvent)[0]?.['url']),
      async stop() {
        running.delete(service.pid)
        return service.stop()
      },
      async kill() {
        running.delete(service.pid)
        await service.kill()
      },
    }
    running.set(service.pid, process)
    return process
  }

  const jobs = mongo.connection.connection.collection('jobs')
  const seen = async (filter: Readonly<Record<string, unknown>>): Promise<SeenJob | undefined> => {
    const row = await jobs.findOne(filter)
    if (row === null) return undefined
    const { state, attempt, internal } = row as unknown as JobRow
    const workerPid = Number(internal.workerId?.split('/')[1])
    return { id: String(row._id), state, attempt, workerPid }
  }

  return {
    adminPassword,
    startWebServer: () => start('main-http', 'http-ready'),
    startWorker: () => start('main-worker', 'worker-ready'),
    running: () => [...running.values()],
    workerOf({ workerPid }) {
      const worker = running.get(workerPid)
      if (worker === undefined) throw new Error('The job belongs to no worker that runs.')
      return worker
    },
    jobAtWork: (itemId) =>
      until('a job at work', () => seen({ state: 'running', itemId, kind: 'recognise' })),
    job: (id) => until('the job', () => seen({ _id: id })),
    count: (collection) => mongo.connection.connection.collection(collection).estimatedDocumentCount(),
    [Symbol.asyncDispose]: () => stack.dispose(),
  }
}

interface JobRow {
  readonly state: string
  readonly attempt: number
  readonly internal: { readonly workerId?: string }
}

/** What was opened, to be closed in the reverse order. */
class AsyncStack {
  readonly #closers: (() => PromiseLike<unknown>)[] = []

  defer(closer: () => PromiseLike<unknown>): void {
    this.#closers.push(closer)
  }

  /** Closes everything, also what comes after a failure. */
  async dispose(): Promise<void> {
    const failures: unknown[] = []
    for (const closer of this.#closers.splice(0).reverse()) {
      try {
        await closer()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed.')
  }
}
