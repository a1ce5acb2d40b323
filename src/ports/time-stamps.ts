import type { Actor } from '../domain/access/actor.ts'
import type { TimeStamp } from '../domain/quality/time-stamp.ts'

/** Time stamps that were ordered, and those that came. Leases run on database time. */
export interface TimeStamps {
  /** Joins the running transaction. @throws {MailroomError} `already-exists` */
  insert(actor: Actor, order: TimeStamp, signal: AbortSignal): Promise<void>
  /** Those that there are, in no order. */
  ofDocuments(actor: Actor, documentIds: readonly string[], signal: AbortSignal): Promise<TimeStamp[]>
  /** The next one that is due, of any tenant; its attempt is counted, and nobody else gets it before the lease is over. */
  claim(leaseMs: number, signal: AbortSignal): Promise<TimeStamp | undefined>
  /** Ends the attempts. Joins the running transaction. @returns false when somebody else has done so */
  settle(order: TimeStamp, signal: AbortSignal): Promise<boolean>
  /** With what the order says of the last attempt. Nothing when somebody else has settled it meanwhile. */
  retryLater(order: TimeStamp, pauseMs: number, signal: AbortSignal): Promise<void>
}
