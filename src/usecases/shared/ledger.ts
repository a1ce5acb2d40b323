import type { Actor, GrantKey } from '../../domain/access/actor.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Bell } from '../../ports/bell.ts'
import type { ChangeFeed, ChangeKind } from '../../ports/change-feed.ts'
import type { Transactor } from '../../ports/transactor.ts'

export interface ChangedRecord {
  readonly kind: ChangeKind
  readonly id: string
  readonly readKeys: readonly GrantKey[]
}

/** What a change leaves behind besides the records themselves. */
export interface Recorded<T> {
  readonly result: T
  readonly events: readonly AuditEntry[]
  readonly changed: readonly ChangedRecord[]
}

/** The only way for a use case to change records: together with what audit, search and open pages must know of it. */
export interface Ledger {
  /**
   * Runs the work in one transaction. The transactor runs it again after a conflict, so it reads anew what it changes; a
   * version that does not fit is then the caller's, and trying again would not mend it.
   *
   * @throws {MailroomError} whatever the work throws, `dependency-unavailable`
   */
  change<T>(actor: Actor, work: () => Promise<Recorded<T>>, signal: AbortSignal): Promise<T>
}

export function createLedger(ports: {
  readonly transactor: Transactor
  readonly auditLog: AuditLog
  readonly changeFeed: ChangeFeed
  readonly bell: Bell
}): Ledger {
  function once<T>(actor: Actor, work: () => Promise<Recorded<T>>, signal: AbortSignal): Promise<T> {
    return ports.transactor.inTransaction(async () => {
      const { result, events, changed } = await work()
      for (const event of events) await ports.auditLog.append(actor, event, signal)
      await ports.changeFeed.record(actor, changed, signal)
      return result
    }, signal)
  }

  return {
    async change(actor, work, signal) {
      const result = await once(actor, work, signal)
      ports.bell.ring()
      return result
    },
  }
}
