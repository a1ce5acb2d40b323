import { createHash } from 'node:crypto'
import { decodeCursor, encodeCursor } from '../../../src/adapters/mongo/cursor.ts'
import {
  EMPTY_CHAIN,
  faultOf,
  faultOfEnd,
  nextEvent,
  type ChainHead,
} from '../../../src/domain/audit/chain.ts'
import type { AuditEvent } from '../../../src/domain/audit/event.ts'
import type { AuditFilter, AuditLog } from '../../../src/ports/audit-log.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { MemoryDatabase } from './database.ts'
import { frozenCopy } from './records.ts'

export function createMemoryAuditLog(database: MemoryDatabase, clock: Clock): AuditLog {
  const eventsOf = (tenantId: string): readonly AuditEvent[] =>
    database.read<readonly AuditEvent[]>('audit-events').get(tenantId) ?? []

  return {
    async append(actor, entry, signal) {
      await database.write(signal, (table) => {
        const { tenantId, kind, userId, displayName, requestId } = actor
        const heads = table<ChainHead>('audit-heads')
        const said = {
          tenantId,
          at: clock.now().toISOString(),
          actor: { kind, userId, displayName },
          requestId,
          changes: {},
          ...entry,
        }
        const event = nextEvent(heads.get(tenantId) ?? EMPTY_CHAIN, frozenCopy(said), hashText)
        table<readonly AuditEvent[]>('audit-events').set(tenantId, [...eventsOf(tenantId), frozenCopy(event)])
        heads.set(tenantId, { count: event.seq, hash: event.hash })
      })
    },
    async history(actor, kind, id, signal) {
      signal.throwIfAborted()
      return eventsOf(actor.tenantId).filter(({ object }) => object.kind === kind && object.id === id)
    },
    async find(actor, filter, { cursor, limit }, signal) {
      signal.throwIfAborted()
      const after = cursor === undefined ? undefined : decodeCursor(cursor)
      const found = eventsOf(actor.tenantId)
        .filter((event) => fits(event, filter))
        .toSorted(newestFirst)
        .filter(
          (event) => after === undefined || newestFirst({ at: after.at, seq: Number(after.id) }, event) < 0,
        )
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return {
        items,
        ...(last === undefined ? {} : { nextCursor: encodeCursor({ at: last.at, id: String(last.seq) }) }),
      }
    },
    async events(actor, afterSeq, limit, signal) {
      signal.throwIfAborted()
      return eventsOf(actor.tenantId).slice(afterSeq, afterSeq + limit)
    },
    async heads(signal) {
      signal.throwIfAborted()
      const heads = [...database.read<ChainHead>('audit-heads')]
      return heads.map(([tenantId, head]) => ({ tenantId, ...head }))
    },
    async verify(actor, signal, witness) {
      signal.throwIfAborted()
      const kept = database.read<ChainHead>('audit-heads').get(actor.tenantId) ?? EMPTY_CHAIN
      let walked = EMPTY_CHAIN
      for (const event of eventsOf(actor.tenantId)) {
        const fault = faultOf(walked, event, hashText) ?? (await witness?.(event))
        if (fault !== undefined) return { ok: false, eventCount: kept.count, headHash: kept.hash, ...fault }
        walked = { count: event.seq, hash: event.hash }
      }
      const fault = faultOfEnd(walked, kept)
      return { ok: fault === undefined, eventCount: kept.count, headHash: kept.hash, ...fault }
    },
  }
}

function fits(
  { actor, object, at }: AuditEvent,
  { userId, objectIds, objectKinds, from = '', before }: AuditFilter,
): boolean {
  return (
    objectKinds.includes(object.kind) &&
    (userId === undefined || actor.userId === userId) &&
    (objectIds?.includes(object.id) ?? true) &&
    at >= from &&
    (before === undefined || at < before)
  )
}

function newestFirst(left: Pick<AuditEvent, 'at' | 'seq'>, right: Pick<AuditEvent, 'at' | 'seq'>): number {
  if (left.at !== right.at) return left.at < right.at ? 1 : -1
  return right.seq - left.seq
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
