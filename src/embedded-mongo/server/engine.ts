import { commandError, type CommandError } from '../errors.ts'
import { Connection, type CatalogGeneration } from '../store/connection.ts'
import { BUSY_TIMEOUT_MS, prepareSchema } from '../store/schema.ts'
import { isDiskFull } from '../store/sqlite.ts'
import { CursorStore } from './cursors.ts'
import { ClusterClock } from './reply.ts'
import { SessionStore } from './sessions.ts'
import { type Snapshot, SnapshotStore } from './snapshots.ts'
import { WriteLock } from './write-lock.ts'
import { WriteQueue } from './write-queue.ts'

export interface EngineSettings {
  /** How long a write outside the open transaction waits for its end. */
  readonly writeWaitMs: number
  /** How long a second transaction waits to begin; its driver then repeats it. */
  readonly transactionWaitMs: number
  /** An open transaction is aborted after this time, as nobody else can write. */
  readonly transactionLifetimeMs: number
  /** A cursor nobody asks for is dropped after this time. */
  readonly cursorIdleMs: number
  /** A snapshot nobody reads at is let go after this time, so that the write-ahead log can shrink. */
  readonly snapshotIdleMs: number
  readonly sessionIdleMs: number
  readonly ttlSweepMs: number
  /** A larger file is checked only after a crash, and beside its use. */
  readonly checkAtStartBytes: number
  /** For tests: filters that use no index fail on collections with more documents than this. */
  readonly refuseCollectionScans: number | undefined
  /** For tests: a query that looks at more documents fails, whatever index it uses. */
  readonly refuseReadingMore: number | undefined
}

export const DEFAULT_SETTINGS: EngineSettings = {
  writeWaitMs: 10_000,
  transactionWaitMs: 5_000,
  transactionLifetimeMs: 60_000,
  cursorIdleMs: 10 * 60_000,
  snapshotIdleMs: 5 * 60_000,
  sessionIdleMs: 30 * 60_000,
  ttlSweepMs: 60_000,
  checkAtStartBytes: 64 * 1024 * 1024,
  refuseCollectionScans: undefined,
  refuseReadingMore: undefined,
}

/** Everything that one open database has, shared by all of its clients. */
export class Engine {
  readonly settings: EngineSettings
  readonly file: string
  /** Runs every command outside transactions; writes that wait at the same time share one SQLite transaction. */
  readonly main: Connection
  /** Runs the one open transaction; the others read on, over a snapshot. */
  readonly transaction: Connection
  readonly writeLock = new WriteLock()
  readonly #queue: WriteQueue
  readonly cursors = new CursorStore()
  readonly snapshots: SnapshotStore
  readonly clock = new ClusterClock()
  readonly sessions = new SessionStore()
  /** How often each command was called. */
  readonly commandCounts = new Map<string, number>()
  /** Commits of this process; tells whether a checkpoint is due. */
  commits = 0
  openConnections = 0
  readonly startedAtMs = Date.now()

  constructor(file: string, settings: EngineSettings) {
    this.settings = settings
    const generation: CatalogGeneration = { value: 0 }
    this.main = new Connection(file, generation)
    prepareSchema(this.main.database)
    this.transaction = new Connection(file, generation)
    this.#queue = new WriteQueue(this.main, this.writeLock, () => {
      this.commits += 1
    })
    this.file = file
    this.snapshots = new SnapshotStore(file, (closing) => {
      this.cursors.killWhere(({ snapshot }) => snapshot === closing)
    })
  }

  /** The database as it is now, to be read for a while. */
  takeSnapshot(): Snapshot {
    return this.snapshots.take(this.clock.next(), this.commits)
  }

  countCommand(name: string): void {
    this.commandCounts.set(name, (this.commandCounts.get(name) ?? 0) + 1)
  }

  /** Runs a write as a transaction of its own; the promise settles when its changes are on disk. */
  async write<T>(write: () => T): Promise<T> {
    return this.#queue.write(write, this.settings.writeWaitMs, () => this.#blocked())
  }

  #blocked(): CommandError {
    return commandError(
      'LockTimeout',
      `the write was blocked for ${this.settings.writeWaitMs} ms by an open transaction; the embedded store has one ` +
        'writer (was the session forgotten in an operation inside a transaction?)',
    )
  }

  /** Moves the write-ahead log into the database file; left for later when a backup is reading it. */
  checkpoint(): void {
    const { database } = this.main
    database.exec('PRAGMA busy_timeout=0')
    try {
      this.main.query('PRAGMA wal_checkpoint(TRUNCATE)').all()
    } finally {
      database.exec(`PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`)
    }
  }

  /** Turns away the writes and transactions that wait and those that come: the store is about to close. */
  refuseWrites(): void {
    this.writeLock.close(() => commandError('ShutdownInProgress', 'the embedded store is closing'))
  }

  /** Closes the file. No transaction is open any more and nobody writes. */
  close(): void {
    this.snapshots.closeAll()
    this.transaction.close()
    try {
      this.checkpoint()
    } catch (error) {
      // Without room the log stays as it is, and the next start reads it.
      if (!isDiskFull(error)) throw error
    }
    this.main.close()
  }
}
