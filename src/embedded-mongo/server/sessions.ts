import { Binary } from 'bson'
import { type Document, field, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import type { Client } from './client.ts'
import type { Reply } from './reply.ts'

export type TransactionState = 'none' | 'starting' | 'open' | 'committed' | 'aborted'

/** What the server remembers of one logical session (`lsid`). */
export interface Session {
  readonly key: string
  /** Number of the newest transaction or retryable write. */
  number: bigint
  state: TransactionState
  /**
   * The reply to the newest retryable write: a driver that lost the connection asks again and
   * must not have its write done twice. Memory is enough, as a new process has new clients.
   */
  retry: Promise<Reply> | undefined
  timer: NodeJS.Timeout | undefined
  /** Whose connection carried the last statement of the transaction. */
  client: Client | undefined
  usedAtMs: number
}

export function sessionKey(lsid: unknown): string | undefined {
  const id = isDocument(lsid) ? field(lsid, 'id') : undefined
  return id instanceof Binary ? Buffer.from(id.value()).toString('hex') : undefined
}

/** The sessions of all clients. */
export class SessionStore {
  readonly #sessions = new Map<string, Session>()

  get size(): number {
    return this.#sessions.size
  }

  /** The session a command names; undefined when it names none. */
  of(command: Document): Session | undefined {
    const lsid = field(command, 'lsid')
    if (lsid === undefined) return undefined
    const key = sessionKey(lsid)
    if (key === undefined)
      throw commandError('TypeMismatch', "'lsid' must be a document with an 'id' of type UUID")
    const known = this.#sessions.get(key)
    const session = known ?? {
      key,
      number: -1n,
      state: 'none',
      retry: undefined,
      timer: undefined,
      client: undefined,
      usedAtMs: 0,
    }
    session.usedAtMs = Date.now()
    if (known === undefined) this.#sessions.set(key, session)
    return session
  }

  find(lsid: unknown): Session | undefined {
    return this.#sessions.get(sessionKey(lsid) ?? '')
  }

  delete(session: Session): void {
    this.#sessions.delete(session.key)
  }

  all(): Session[] {
    return [...this.#sessions.values()]
  }
}
