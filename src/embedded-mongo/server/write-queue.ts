import { CommandError } from '../errors.ts'
import type { Connection } from '../store/connection.ts'
import type { WriteLock } from './write-lock.ts'

/** Writes that become durable together, at most; those that wait longer go with the next. */
const MAX_TOGETHER = 64

interface WaitingWrite {
  /** Does the write. What it gives is called after the commit and tells the client. */
  readonly run: () => () => void
  readonly refuse: (error: unknown) => void
  timer: NodeJS.Timeout | undefined
}

/**
 * Writes outside transactions, in their order. Those that wait at the same time are committed
 * together and share one sync of the disk; none is acknowledged before it.
 */
export class WriteQueue {
  readonly #connection: Connection
  readonly #lock: WriteLock
  readonly #onCommit: () => void
  #waiting: WaitingWrite[] = []
  #isScheduled = false

  /** @param onCommit hears of every commit */
  constructor(connection: Connection, lock: WriteLock, onCommit: () => void) {
    this.#connection = connection
    this.#lock = lock
    this.#onCommit = onCommit
  }

  /**
   * Runs a write; the promise settles when its changes are on disk.
   *
   * @param onTimeout makes the error when `waitMs` have passed in vain
   */
  async write<T>(write: () => T, waitMs: number, onTimeout: () => Error): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiting: WaitingWrite = {
        run: () => {
          const result = write()
          return () => {
            resolve(result)
          }
        },
        refuse: reject,
        timer: undefined,
      }
      waiting.timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting)
        reject(onTimeout())
      }, waitMs)
      this.#waiting.push(waiting)
      this.#schedule()
    })
  }

  /** Requests that have arrived by now are read before the queue is worked on, so that they go together. */
  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      void this.#work()
    })
  }

  async #work(): Promise<void> {
    try {
      await this.#lock.acquire(this)
    } catch (refusal) {
      this.#isScheduled = false
      for (const one of this.#take(this.#waiting.length)) one.refuse(refusal)
      return
    }
    this.#isScheduled = false
    try {
      this.#commitTogether(this.#take(MAX_TOGETHER))
    } finally {
      this.#lock.release(this)
      if (this.#waiting.length > 0) this.#schedule()
    }
  }

  #take(count: number): WaitingWrite[] {
    const taken = this.#waiting.splice(0, count)
    for (const { timer } of taken) clearTimeout(timer)
    return taken
  }

  #commitTogether(writes: readonly WaitingWrite[]): void {
    if (writes.length === 0) return
    const tell: (() => void)[] = []
    try {
      this.#connection.begin()
      for (const write of writes) tell.push(this.#runOne(write, writes.length === 1))
      this.#connection.commit()
    } catch (error) {
      this.#connection.rollback()
      // A failure that is nobody's fault, or one write's: each for itself, so that only that one fails.
      if (writes.length > 1) for (const write of writes) this.#commitTogether([write])
      else for (const write of writes) write.refuse(error)
      return
    }
    this.#onCommit()
    for (const one of tell) one()
  }

  /** A write that is refused leaves nothing behind and does not disturb the others. */
  #runOne(write: WaitingWrite, isAlone: boolean): () => void {
    if (isAlone) return write.run()
    this.#connection.savepoint()
    try {
      const tell = write.run()
      this.#connection.releaseSavepoint()
      return tell
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      this.#connection.rollbackToSavepoint()
      return () => {
        write.refuse(error)
      }
    }
  }
}
