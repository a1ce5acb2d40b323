import type { Role } from '../../../src/domain/access/actor.ts'
import type { ObjectKind, Pick } from './kinds.ts'

/** Every change of a record carries a version that is none: who may change it learns that, nothing is changed. */
export const STALE = [412] as const

/** Who may ask an operation of the API, on what, and how it answers then. */
export interface Row {
  readonly who: 'everybody' | 'signed-in' | readonly Role[]
  /** May a token that only reads, of somebody who may? */
  readonly byToken?: true
  /** Receipt numbers of all letters of the tenant are shown, and nothing else of those that the caller may not read. */
  readonly showsNumbers?: true
  readonly object?: ObjectKind
  /** Statuses of a cell that is allowed: the request then fails, if at all, for what it is and not for who asks. */
  readonly ok: readonly number[]
  /** Rest of the address. */
  readonly query?: string
  /** JSON body; ids in it are picked one by one, so that each can be a foreign one. */
  readonly body?: (pick: Pick) => unknown
  /** Fields of a multipart body with one file. */
  readonly form?: Readonly<Record<string, string>>
}
