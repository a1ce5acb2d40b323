import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { DEFAULT_SETTINGS, type EngineSettings } from './server/engine.ts'
import type { BackupReport } from './store/backup.ts'
import type { DatabaseCheck } from './store/check.ts'
import { DatabaseDamagedError } from './store/schema.ts'
import { DATABASE_FILE, type HostMessage, type WorkerMessage } from './worker-protocol.ts'
import { firstAnswer, restoredError, runBackup, runCheck } from './worker-task.ts'
import { startWorker } from './worker-thread.ts'

export interface EmbeddedMongoOptions {
  /** Holds the database file and its lock; made with mode 0700 when it is missing. */
  readonly directory: string
  /** Default: in the directory, or in one of its own under the system's temporary directory when that path is too long. */
  readonly socketPath?: string
  /** Hears of failures that no client caused, and that the database lives on after. */
  readonly onFault?: (error: Error) => void
  /**
   * Told when nothing can be kept any more: the file is damaged, or the database thread has ended and its clients are
   * disconnected. The process should end too, or start the database again. Default: `onFault`.
   */
  readonly onEnd?: (error: Error) => void
  /** For tests: filters that use no index fail on collections with more documents than this. */
  readonly refuseCollectionScans?: number
  /** Memory of the database thread in MiB; one that needs more is ended and `onFault` told. Default: as Node chooses. */
  readonly heapLimitMb?: number
  /** Times that differ from the defaults. */
  readonly settings?: Partial<EngineSettings>
}

export interface EmbeddedMongo extends AsyncDisposable {
  /** Connection string for the MongoDB driver; it names no database. */
  readonly uri: string
  /** Ends open transactions, writes everything into the database file and lets go of it. */
  close(): Promise<void>
  /** Writes a consistent, checked copy of the database to a new file, while it is in use. */
  backup(file: string): Promise<BackupReport>
  /** Checks the file, all documents and all indexes thoroughly, while they are in use. */
  check(): Promise<DatabaseCheck>
}

/** Longest path of a unix socket that every system takes: 104 bytes on macOS, 108 on Linux, with the end mark. */
const MAX_SOCKET_PATH_BYTES = 100

function warn(error: Error): void {
  process.emitWarning(error)
}

/** A database that does not close in this time is ended; nothing is lost, the next start recovers. */
const CLOSE_TIMEOUT_MS = 15_000

interface SocketPlace {
  readonly path: string
  /** Directory to remove when the database is closed. */
  readonly temporary: string | undefined
}

async function socketPlace({ directory, socketPath }: EmbeddedMongoOptions): Promise<SocketPlace> {
  const path = resolve(socketPath ?? join(directory, 'mongo.sock'))
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES) return { path, temporary: undefined }
  if (socketPath !== undefined)
    throw new Error(`the socket path is longer than ${MAX_SOCKET_PATH_BYTES} bytes: ${path}`)
  const temporary = await mkdtemp(join(tmpdir(), 'mongo-'))
  await chmod(temporary, 0o700)
  return { path: join(temporary, 'mongo.sock'), temporary }
}

type Told = Required<Pick<EmbeddedMongoOptions, 'onFault' | 'onEnd'>>

class Server implements EmbeddedMongo {
  readonly uri: string
  readonly #worker: Worker
  readonly #directory: string
  readonly #socket: SocketPlace
  #closing: Promise<void> | undefined
  #exited = false

  constructor(worker: Worker, directory: string, socket: SocketPlace, { onFault, onEnd }: Told) {
    this.#worker = worker
    this.#directory = directory
    this.#socket = socket
    this.uri = `mongodb://${encodeURIComponent(socket.path)}/?directConnection=true`
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind !== 'fault') return
      const error = restoredError(message.error)
      if (error instanceof DatabaseDamagedError) onEnd(error)
      else onFault(error)
    })
    worker.on('error', (error) => {
      onEnd(error instanceof Error ? error : new Error(String(error)))
    })
    worker.on('exit', (code) => {
      this.#exited = true
      if (this.#closing === undefined)
        onEnd(new Error(`the database thread ended unexpectedly with code ${code}`))
    })
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  backup(file: string): Promise<BackupReport> {
    return runBackup(join(this.#directory, DATABASE_FILE), resolve(file))
  }

  check(): Promise<DatabaseCheck> {
    return runCheck(join(this.#directory, DATABASE_FILE))
  }

  async #close(): Promise<void> {
    if (!this.#exited) {
      const exited = new Promise<void>((settle) => this.#worker.once('exit', settle))
      const message: HostMessage = { kind: 'close' }
      this.#worker.postMessage(message)
      const timer = setTimeout(() => void this.#worker.terminate(), CLOSE_TIMEOUT_MS)
      await exited
      clearTimeout(timer)
    }
    if (this.#socket.temporary !== undefined)
      await rm(this.#socket.temporary, { recursive: true, force: true })
  }
}

/**
 * Starts the embedded database in a thread of its own and waits until clients can connect.
 *
 * @throws {DatabaseLockedError} when another process has it open
 * @throws {NewerFormatError} when the file was written by a later version of this program
 * @throws {DatabaseDamagedError} when the file is not a sound database
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const directory = resolve(options.directory)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  const socket = await socketPlace(options)
  const settings: EngineSettings = {
    ...DEFAULT_SETTINGS,
    ...options.settings,
    ...(options.refuseCollectionScans !== undefined && {
      refuseCollectionScans: options.refuseCollectionScans,
    }),
  }
  const worker = startWorker(
    { task: 'serve', directory, socketPath: socket.path, settings },
    options.heapLimitMb,
  )
  try {
    await firstAnswer(worker)
  } catch (error) {
    await worker.terminate()
    if (socket.temporary !== undefined) await rm(socket.temporary, { recursive: true, force: true })
    throw error
  }
  const { onFault = warn, onEnd = onFault } = options
  return new Server(worker, directory, socket, { onFault, onEnd })
}
