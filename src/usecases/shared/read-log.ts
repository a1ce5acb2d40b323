import type { Actor, GrantKey } from '../../domain/access/actor.ts'
import { isReadLogged } from '../../domain/access/policy.ts'
import type { AuditEntry, AuditObjectKind } from '../../domain/audit/event.ts'
import { DOWNLOADED_ACTION, VIEWED_ACTION, type ReadAction } from '../../domain/audit/reads.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Transactor } from '../../ports/transactor.ts'
import { onBehalfOf } from './deputyships.ts'

export interface LookedAt {
  readonly kind: AuditObjectKind & ('incoming-item' | 'document' | 'case-file')
  readonly id: string
  readonly readKeys: readonly GrantKey[]
}

/** Writes down who has looked at what few may know. */
export interface ReadLog {
  /**
   * Resolves once it is written; nothing may be shown before. Looking at the same thing again within a quarter of an hour
   * is one look.
   *
   * @throws {MailroomError} `dependency-unavailable`
   */
  viewed(actor: Actor, records: readonly LookedAt[], signal: AbortSignal): Promise<void>
  /** @param isWhole false for a piece, as viewers fetch them: pieces within a quarter of an hour are one download */
  downloaded(actor: Actor, record: LookedAt, isWhole: boolean, signal: AbortSignal): Promise<void>
}

/** Looks that must be written down, for a step that has its own transaction. */
export function looksAt(actor: Actor, records: readonly LookedAt[]): AuditEntry[] {
  return records
    .filter(({ readKeys }) => isReadLogged(actor, readKeys))
    .map((record) => entryOf(actor, record, VIEWED_ACTION))
}

function entryOf(actor: Actor, { kind, id, readKeys }: LookedAt, action: ReadAction): AuditEntry {
  return { action, object: { kind, id }, ...onBehalfOf(actor, readKeys) }
}

export interface ReadLogPorts {
  readonly auditLog: AuditLog
  readonly transactor: Transactor
  readonly clock: Clock
}

const SAME_LOOK_MS = 15 * 60_000
/** Of a few hundred people; whose are dropped is written down once more. */
const MAX_REMEMBERED = 20_000

/** What was written is remembered in this process alone, so that another one may write it again but none leaves it out. */
export function createReadLog(ports: ReadLogPorts): ReadLog {
  const written = new Map<string, number>()
  const writing = new Map<string, Promise<void>>()

  function isFresh(key: string): boolean {
    const atMs = written.get(key)
    return atMs !== undefined && ports.clock.now().getTime() - atMs < SAME_LOOK_MS
  }

  function remember(key: string): void {
    written.delete(key)
    written.set(key, ports.clock.now().getTime())
    for (const oldest of written.keys()) {
      if (written.size <= MAX_REMEMBERED) break
      written.delete(oldest)
    }
  }

  function append(actor: Actor, entries: readonly AuditEntry[], signal: AbortSignal): Promise<void> {
    return ports.transactor.inTransaction(async () => {
      for (const entry of entries) await ports.auditLog.append(actor, entry, signal)
    }, signal)
  }

  /** Who looks while the same look is being written waits for it, and writes it himself if that fails. */
  async function writeOnce(
    actor: Actor,
    looks: readonly { readonly key: string; readonly entry: AuditEntry }[],
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      const others = looks.flatMap(({ key }) => writing.get(key) ?? [])
      if (others.length === 0) break
      await Promise.allSettled(others)
    }
    const missing = looks.filter(({ key }) => !isFresh(key))
    if (missing.length === 0) return
    const done = append(
      actor,
      missing.map(({ entry }) => entry),
      signal,
    )
    for (const { key } of missing) writing.set(key, done)
    try {
      await done
      for (const { key } of missing) remember(key)
    } finally {
      for (const { key } of missing) if (writing.get(key) === done) writing.delete(key)
    }
  }

  function lookOf(actor: Actor, record: LookedAt, action: ReadAction) {
    const { tenantId, userId } = actor
    const { kind, id } = record
    return { key: [tenantId, userId, action, kind, id].join('/'), entry: entryOf(actor, record, action) }
  }

  return {
    async viewed(actor, records, signal) {
      const logged = records.filter(({ readKeys }) => isReadLogged(actor, readKeys))
      const looks = logged.map((record) => lookOf(actor, record, VIEWED_ACTION))
      await writeOnce(actor, looks, signal)
    },
    async downloaded(actor, record, isWhole, signal) {
      if (!isReadLogged(actor, record.readKeys)) return
      const look = lookOf(actor, record, DOWNLOADED_ACTION)
      if (isWhole) await append(actor, [look.entry], signal)
      else await writeOnce(actor, [look], signal)
    },
  }
}
