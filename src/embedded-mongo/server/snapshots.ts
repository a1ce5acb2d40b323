import type { Timestamp } from 'bson'
import { commandError } from '../errors.ts'
import { Connection } from '../store/connection.ts'

/** So many moments are kept readable at once; the one that nobody has read at for longest gives way. */
const MAX_SNAPSHOTS = 16

/** The database as it was at one moment. Writers go on; the write-ahead log keeps what they replace. */
export interface Snapshot {
  readonly atClusterTime: Timestamp
  readonly connection: Connection
  /** Number of commits before it. */
  readonly commits: number
  usedAtMs: number
}

/** The moments that snapshot sessions read at, by their cluster time. */
export class SnapshotStore {
  readonly #file: string
  readonly #snapshots = new Map<bigint, Snapshot>()
  /** Called before a snapshot is closed. */
  readonly #onClose: (snapshot: Snapshot) => void

  constructor(file: string, onClose: (snapshot: Snapshot) => void) {
    this.#file = file
    this.#onClose = onClose
  }

  get size(): number {
    return this.#snapshots.size
  }

  /** The database as it is now. One that was taken since the last commit serves again. */
  take(now: Timestamp, commits: number): Snapshot {
    const newest = [...this.#snapshots.values()].at(-1)
    if (newest?.commits === commits) return used(newest)
    if (this.#snapshots.size >= MAX_SNAPSHOTS) {
      const [oldest] = [...this.#snapshots.values()].sort((a, b) => a.usedAtMs - b.usedAtMs)
      if (oldest !== undefined) this.#close(oldest)
    }
    const connection = new Connection(this.#file, { value: 0 })
    connection.pin()
    const snapshot: Snapshot = { atClusterTime: now, connection, commits, usedAtMs: Date.now() }
    this.#snapshots.set(now.toBigInt(), snapshot)
    return snapshot
  }

  /** @throws {CommandError} SnapshotTooOld (239) when nothing is kept of that moment, or not any more */
  at(time: Timestamp): Snapshot {
    const snapshot = this.#snapshots.get(time.toBigInt())
    if (snapshot !== undefined) return used(snapshot)
    throw commandError(
      'SnapshotTooOld',
      'the embedded store keeps no snapshot of that time; begin the snapshot session again',
    )
  }

  closeIdle(beforeMs: number): void {
    for (const snapshot of [...this.#snapshots.values()])
      if (snapshot.usedAtMs < beforeMs) this.#close(snapshot)
  }

  closeAll(): void {
    this.closeIdle(Number.POSITIVE_INFINITY)
  }

  #close(snapshot: Snapshot): void {
    this.#onClose(snapshot)
    this.#snapshots.delete(snapshot.atClusterTime.toBigInt())
    snapshot.connection.close()
  }
}

function used(snapshot: Snapshot): Snapshot {
  snapshot.usedAtMs = Date.now()
  return snapshot
}
