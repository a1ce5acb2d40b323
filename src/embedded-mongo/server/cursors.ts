import { commandError } from '../errors.ts'
import { cursorReply } from './cursor-reply.ts'
import type { Snapshot } from './snapshots.ts'

/** The reply stays below the 16 MiB of a document, with room for what is around the batch. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024

interface Cursor {
  readonly namespace: string
  readonly documents: Iterator<Buffer>
  /** The document that did not fit into the last batch. */
  ahead: Buffer | undefined
  /** The session whose transaction the cursor reads in; it ends with it. */
  readonly transactionOf: object | undefined
  readonly snapshot: Snapshot | undefined
  usedAtMs: number
}

export interface CursorRequest {
  readonly namespace: string
  readonly documents: Iterable<Buffer>
  readonly batchSize: number
  /** No cursor is kept; what does not fit into the first batch is dropped. */
  readonly singleBatch?: boolean
  readonly transactionOf?: object | undefined
  /** The moment the cursor reads at; it ends with it. */
  readonly snapshot?: Snapshot | undefined
}

/** The open cursors of all clients. */
export class CursorStore {
  readonly #cursors = new Map<bigint, Cursor>()
  #lastId = 1000n

  get size(): number {
    return this.#cursors.size
  }

  /** The first batch of a new cursor, as a finished reply. */
  open(request: CursorRequest): Buffer {
    const cursor: Cursor = {
      namespace: request.namespace,
      documents: request.documents[Symbol.iterator](),
      ahead: undefined,
      transactionOf: request.transactionOf,
      snapshot: request.snapshot,
      usedAtMs: Date.now(),
    }
    const { batch, done } = nextBatch(cursor, request.batchSize)
    if (done || request.singleBatch === true) {
      cursor.documents.return?.()
      return cursorReply('firstBatch', batch, 0n, cursor.namespace, request.snapshot?.atClusterTime)
    }
    const id = ++this.#lastId
    this.#cursors.set(id, cursor)
    return cursorReply('firstBatch', batch, id, cursor.namespace, request.snapshot?.atClusterTime)
  }

  /** The next batch. @throws {CommandError} CursorNotFound (43) */
  next(id: bigint, namespace: string, batchSize: number): Buffer {
    const cursor = this.#cursors.get(id)
    if (cursor === undefined) throw commandError('CursorNotFound', `cursor id ${id} not found`)
    if (cursor.namespace !== namespace) {
      throw commandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    }
    try {
      const { batch, done } = nextBatch(cursor, batchSize)
      cursor.usedAtMs = Date.now()
      if (cursor.snapshot !== undefined) cursor.snapshot.usedAtMs = cursor.usedAtMs
      if (done) this.#cursors.delete(id)
      return cursorReply('nextBatch', batch, done ? 0n : id, namespace)
    } catch (error) {
      this.#cursors.delete(id)
      throw error
    }
  }

  kill(id: bigint): boolean {
    this.#cursors.get(id)?.documents.return?.()
    return this.#cursors.delete(id)
  }

  /** The owner whose transaction a cursor belongs to. */
  transactionOf(id: bigint): object | undefined {
    return this.#cursors.get(id)?.transactionOf
  }

  killWhere(
    test: (cursor: Pick<Cursor, 'namespace' | 'transactionOf' | 'snapshot' | 'usedAtMs'>) => boolean,
  ): void {
    for (const [id, cursor] of this.#cursors) if (test(cursor)) this.kill(id)
  }
}

interface Batch {
  readonly batch: Buffer[]
  readonly done: boolean
}

/** Takes documents up to the batch size; one more is taken to know whether the cursor is at its end. */
function nextBatch(cursor: Cursor, batchSize: number): Batch {
  const batch: Buffer[] = []
  let bytes = 0
  for (;;) {
    const document = cursor.ahead ?? take(cursor.documents)
    cursor.ahead = document
    if (document === undefined) return { batch, done: true }
    if (batch.length >= batchSize || (batch.length > 0 && bytes + document.length > MAX_BATCH_BYTES)) {
      return { batch, done: false }
    }
    batch.push(document)
    bytes += document.length
    cursor.ahead = undefined
  }
}

function take(documents: Iterator<Buffer>): Buffer | undefined {
  const next = documents.next()
  return next.done === true ? undefined : next.value
}
