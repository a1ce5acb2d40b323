import { createHash } from 'node:crypto'
import {
  EMPTY_CHAIN,
  faultOf,
  faultOfEnd,
  nextEvent,
  type ChainFault,
  type ChainHead,
} from '../../domain/audit/chain.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import type { AuditFilter, AuditLog, ChainWitness } from '../../ports/audit-log.ts'
import type { Clock } from '../../ports/clock.ts'
import { openCollection, type MongoCollection, type Row } from './collection.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { atLeast, atMost, greaterThan, lessThan, ofTenant, oneOf, type Filter } from './filters.ts'
import { part, sharedSchema, tenantSchema, WhoSchema } from './schema.ts'

export const AUDIT_EVENTS: CollectionDefinition = {
  model: 'AuditEvent',
  collection: 'audit_events',
  schema: tenantSchema({
    seq: Number,
    at: String,
    actor: part({ kind: String, userId: String, displayName: String }),
    action: String,
    object: part({ kind: String, id: String }),
    reason: String,
    onBehalfOf: WhoSchema,
    /** JSON: the hash is over these very values, so nothing may cast them. */
    changes: String,
    requestId: String,
    previousHash: String,
    hash: String,
  })
    .index({ tenantId: 1, seq: 1 }, { unique: true })
    .index({ tenantId: 1, 'object.kind': 1, 'object.id': 1, seq: 1 })
    .index({ tenantId: 1, 'actor.userId': 1, at: -1, seq: -1 })
    .index({ tenantId: 1, at: -1, seq: -1 }),
}

export const AUDIT_HEADS: CollectionDefinition = {
  model: 'AuditHead',
  collection: 'audit_heads',
  schema: sharedSchema({ _id: { type: String, required: true }, count: Number, hash: String }),
}

const EVENTS_A_BATCH = 500
const NEWEST_FIRST = { at: -1, seq: -1 } as const

type NewEvent = Omit<AuditEvent, 'seq' | 'previousHash' | 'hash'>

const NO_WITNESS: ChainWitness = () => Promise.resolve(undefined)

/**
 * The chain shows who altered events without being able to move its head as well. Against someone who rewrites chain and
 * head together only what is kept elsewhere helps: see `ports/anchor-store.ts`.
 */
export function createMongoAuditLog(database: MongoDatabase, clock: Clock): AuditLog {
  const events = openCollection(database, AUDIT_EVENTS)
  const heads = openCollection(database, AUDIT_HEADS)
  /** Guesses that spare a read, one for each tenant: the database is always asked whether they are true. */
  const seen = new Map<string, ChainHead>()

  async function headOf(tenantId: string, signal: AbortSignal): Promise<ChainHead> {
    const row = await heads.findOne({ _id: tenantId }, signal)
    return row === undefined ? EMPTY_CHAIN : { count: Number(row['count']), hash: String(row['hash']) }
  }

  /** Moves the head, if it still is where this process has left it; a head that was never committed is not. */
  async function afterSeenHead(said: NewEvent, signal: AbortSignal): Promise<AuditEvent | undefined> {
    const head = seen.get(said.tenantId)
    if (head === undefined) return undefined
    const event = nextEvent(head, said, hashText)
    const moved = { $set: { count: event.seq, hash: event.hash } }
    return (await heads.updateOne({ _id: said.tenantId, ...head }, moved, signal)) ? event : undefined
  }

  async function afterHead(said: NewEvent, signal: AbortSignal): Promise<AuditEvent> {
    const event = nextEvent(await headOf(said.tenantId, signal), said, hashText)
    const moved = { $set: { count: event.seq, hash: event.hash } }
    await heads.upsertOne({ _id: said.tenantId }, moved, signal)
    return event
  }

  return {
    async append(actor, entry, signal) {
      const { tenantId, kind, userId, displayName, requestId } = actor
      const said = {
        tenantId,
        at: clock.now().toISOString(),
        actor: { kind, userId, displayName },
        action: entry.action,
        object: { kind: entry.object.kind, id: entry.object.id },
        ...(entry.reason === undefined ? {} : { reason: entry.reason }),
        ...(entry.onBehalfOf === undefined ? {} : { onBehalfOf: { ...entry.onBehalfOf } }),
        changes: JSON.parse(JSON.stringify(entry.changes ?? {})) as AuditEvent['changes'],
        requestId,
      }
      await database.transactor.inTransaction(async () => {
        const event = (await afterSeenHead(said, signal)) ?? (await afterHead(said, signal))
        seen.set(tenantId, { count: event.seq, hash: event.hash })
        await events.insert(toRow(event), signal)
      }, signal)
    },

    async history(actor, kind, id, signal) {
      const filter = { ...ofTenant(actor), 'object.kind': kind, 'object.id': id }
      const rows = await events.find(filter, { seq: 1 }, undefined, signal)
      return rows.map(fromRow)
    },

    async find(actor, filter, { cursor, limit }, signal) {
      const wanted = {
        ...ofTenant(actor),
        ...conditionsOf(filter),
        ...(cursor === undefined ? {} : behind(cursor)),
      }
      const found = (await events.find(wanted, NEWEST_FIRST, limit + 1, signal)).map(fromRow)
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return {
        items,
        ...(last === undefined ? {} : { nextCursor: encodeCursor({ at: last.at, id: String(last.seq) }) }),
      }
    },

    async events(actor, afterSeq, limit, signal) {
      const behind = { ...ofTenant(actor), seq: greaterThan(afterSeq) }
      return (await events.find(behind, { seq: 1 }, limit, signal)).map(fromRow)
    },

    async heads(signal) {
      const rows = await heads.find({ _id: greaterThan('') }, { _id: 1 }, undefined, signal)
      return rows.map(({ _id, count, hash }) => ({
        tenantId: String(_id),
        count: Number(count),
        hash: String(hash),
      }))
    },

    async verify(actor, signal, witness = NO_WITNESS) {
      const { tenantId } = actor
      /** Read before the head: an append that happens meanwhile moves the head, and is no fault. */
      const last = await events.findOne({ tenantId }, signal, { seq: -1 })
      const kept = await headOf(tenantId, signal)
      const fault = beyondHead(last, kept) ?? (await walk(events, tenantId, kept, witness, signal))
      return { ok: fault === undefined, eventCount: kept.count, headHash: kept.hash, ...fault }
    },
  }
}

function conditionsOf({ userId, objectIds, objectKinds, from, before }: AuditFilter): Filter {
  const bounds = [
    ...(from === undefined ? [] : [{ at: atLeast(from) }]),
    ...(before === undefined ? [] : [{ at: lessThan(before) }]),
  ]
  return {
    'object.kind': oneOf(objectKinds),
    ...(userId === undefined ? {} : { 'actor.userId': userId }),
    ...(objectIds === undefined ? {} : { 'object.id': oneOf(objectIds) }),
    ...(bounds.length === 0 ? {} : { $and: bounds }),
  }
}

function behind(cursor: string): Filter {
  const { at, id } = decodeCursor(cursor)
  return { at: atMost(at), $or: [{ at: lessThan(at) }, { seq: lessThan(Number(id)) }] }
}

function beyondHead(last: Row | undefined, kept: ChainHead): ChainFault | undefined {
  const lastSeq = Number(last?.['seq'] ?? 0)
  return lastSeq > kept.count ? { firstBadSeq: kept.count + 1, problem: 'chain-broken' } : undefined
}

async function walk(
  events: MongoCollection,
  tenantId: string,
  kept: ChainHead,
  witness: ChainWitness,
  signal: AbortSignal,
): Promise<ChainFault | undefined> {
  let walked = EMPTY_CHAIN
  while (walked.count < kept.count) {
    const limit = Math.min(EVENTS_A_BATCH, kept.count - walked.count)
    const rows = await events.find({ tenantId, seq: greaterThan(walked.count) }, { seq: 1 }, limit, signal)
    if (rows.length === 0) break
    for (const row of rows) {
      const event = fromRow(row)
      const fault = faultOf(walked, event, hashText) ?? (await witness(event))
      if (fault !== undefined) return fault
      walked = { count: event.seq, hash: event.hash }
    }
  }
  return faultOfEnd(walked, kept)
}

function toRow(event: AuditEvent): Row {
  return { ...event, _id: `${event.tenantId}/${event.seq}`, changes: JSON.stringify(event.changes) }
}

function fromRow({ _id, changes, ...fields }: Row): AuditEvent {
  return { ...fields, changes: parseChanges(changes) } as unknown as AuditEvent
}

/** Text that is no longer JSON is shown as it is: the hash tells that it was altered. */
function parseChanges(changes: unknown): unknown {
  try {
    return JSON.parse(String(changes))
  } catch {
    return changes
  }
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
