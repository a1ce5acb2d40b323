import { Binary, Timestamp } from 'bson'
import type { Document } from '../bson/document.ts'
import { encode } from '../bson/encode.ts'
import { CommandError, commandError } from '../errors.ts'
import { isDiskFull, sqliteCode, SQLITE_IOERR } from '../store/sqlite.ts'
import { appendFields } from './cursor-reply.ts'

/** The answer to a command: a document, or the finished bytes of one. */
export type Reply = Document | Buffer

/** Makes the times that a replica set puts into every reply; drivers hand them back to read their own writes. */
export class ClusterClock {
  #second = 0
  #increment = 0

  /** A time later than all before it. */
  next(): Timestamp {
    const now = Math.floor(Date.now() / 1000)
    if (now > this.#second) {
      this.#second = now
      this.#increment = 0
    }
    this.#increment += 1
    return new Timestamp({ t: this.#second, i: this.#increment })
  }

  fields(): Document {
    const time = this.next()
    const signature = { hash: new Binary(Buffer.alloc(20)), keyId: 0n }
    return { operationTime: time, $clusterTime: { clusterTime: time, signature } }
  }
}

export function encodeReply(reply: Reply, added: Document): Buffer {
  return Buffer.isBuffer(reply) ? appendFields(reply, encode(added)) : encode({ ...reply, ...added })
}

/** What the store is built to live with: it is told to the client alone. Everything else is told to the host, too. */
export function isExpected(error: unknown): boolean {
  return error instanceof CommandError || isDiskFull(error)
}

/** A failure that no client caused is told to the client in general words. */
export function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error
  if (isDiskFull(error)) return commandError('OutOfDiskSpace', 'the disk is full')
  if (sqliteCode(error) === SQLITE_IOERR)
    return commandError('FileStreamFailed', 'the disk has failed to read or write')
  return commandError('InternalError', 'internal error of the embedded store')
}

export function errorReply(error: CommandError): Document {
  return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details }
}
