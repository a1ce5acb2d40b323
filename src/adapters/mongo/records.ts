import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { Page, PageRequest, Repository } from '../../ports/repository.ts'
import type { MongoCollection, Order, Row } from './collection.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { atLeast, atMost, between, fromTo, lessThan, ofTenant, readableBy, type Filter } from './filters.ts'

interface TenantRecord {
  readonly id: string
  readonly tenantId: string
  readonly version: number
}

/** Beyond this many matches a list does not say how many there are: counting would cost more than it tells. */
const MAX_TOTAL = 1_000

export interface RecordOptions<T> {
  /** Records with `readKeys` are shown by grant; master data to everyone of the tenant. */
  readonly granted: boolean
  /** What only the database needs of a record, kept under `internal`. */
  readonly internal?: (record: T) => Readonly<Record<string, unknown>>
  /** `_id` of a record whose own id is unique in its tenant only. */
  readonly tenantScopedIds?: boolean
}

/** From the first on, and before the second. */
export interface InstantRange {
  readonly from?: string
  readonly below?: string
}

export interface MongoRecords<T> extends Repository<T> {
  readonly list: (
    actor: Actor,
    filter: Filter,
    order: Order,
    signal: AbortSignal,
    limit?: number,
  ) => Promise<T[]>
  /**
   * Newest first by the given field, which holds an ISO 8601 instant; of a time only, if there is a range.
   *
   * @param counted filters that together find what `filter` finds, where an index can count more of them
   */
  readonly page: (
    actor: Actor,
    filter: Filter,
    field: keyof T & string,
    page: PageRequest,
    signal: AbortSignal,
    range?: InstantRange,
    counted?: readonly Filter[],
  ) => Promise<Page<T>>
  readonly scopeOf: (actor: Actor) => Filter
}

export function createMongoRecords<T extends TenantRecord>(
  collection: MongoCollection,
  { granted, internal, tenantScopedIds = false }: RecordOptions<T>,
): MongoRecords<T> {
  const scopeOf = granted ? readableBy : ofTenant
  const keyOf = (tenantId: string, id: string): string => (tenantScopedIds ? `${tenantId}/${id}` : id)

  function toRow(record: T): Row {
    const { id, ...fields } = record
    const hidden = internal === undefined ? {} : { internal: internal(record) }
    return { ...fields, ...hidden, _id: keyOf(record.tenantId, id) }
  }

  function fromRow(row: Row): T {
    const { _id, internal: _hidden, ...fields } = row
    const key = String(_id)
    const id = tenantScopedIds ? key.slice(key.indexOf('/') + 1) : key
    return { id, ...fields } as unknown as T
  }

  async function list(
    actor: Actor,
    filter: Filter,
    order: Order,
    signal: AbortSignal,
    limit?: number,
  ): Promise<T[]> {
    const rows = await collection.find({ ...scopeOf(actor), ...filter }, order, limit, signal)
    return rows.map(fromRow)
  }

  async function countAll(filters: readonly Filter[], signal: AbortSignal): Promise<number> {
    let total = 0
    for (const filter of filters)
      if (total <= MAX_TOTAL) total += await collection.count(filter, MAX_TOTAL + 1, signal)
    return total
  }

  return {
    scopeOf,
    list,

    async insert(actor, record, signal) {
      requireOwnTenant(actor, record.tenantId)
      await collection.insert(toRow(record), signal)
    },

    async find(actor, id, signal) {
      const row = await collection.findOne({ _id: keyOf(actor.tenantId, id), ...scopeOf(actor) }, signal)
      return row === undefined ? undefined : fromRow(row)
    },

    async save(actor, record, signal) {
      requireOwnTenant(actor, record.tenantId)
      const known = { _id: keyOf(actor.tenantId, record.id), ...scopeOf(actor) }
      const saved = { ...record, version: record.version + 1 }
      const replaced = await collection.replaceOne(
        { ...known, version: record.version },
        toRow(saved),
        signal,
      )
      if (replaced) return saved
      if ((await collection.findOne(known, signal)) === undefined) throw notFound()
      throw new MailroomError('version-mismatch', 'Somebody else has changed the record.')
    },

    async page(actor, filter, field, { cursor, limit }, signal, range = {}, counted = [filter]) {
      const within = { ...scopeOf(actor), ...inRange(field, range) }
      const all = { ...within, ...filter }
      const rest = cursor === undefined ? all : { ...all, ...behind(cursor, field, range) }
      const rows = await collection.find(rest, { [field]: -1, _id: -1 }, limit + 1, signal)
      const parts = counted.map((part) => ({ ...within, ...part }))
      const total = cursor === undefined ? await countAll(parts, signal) : undefined
      const items = rows.slice(0, limit).map(fromRow)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        items,
        ...(last === undefined
          ? {}
          : { nextCursor: encodeCursor({ at: String(last[field]), id: String(last._id) }) }),
        ...(total === undefined || total > MAX_TOTAL ? {} : { total }),
      }
    },
  }
}

export function inRange(field: string, { from, below }: InstantRange): Filter {
  if (from !== undefined && below !== undefined) return { [field]: between(from, below) }
  if (from !== undefined) return { [field]: atLeast(from) }
  return below === undefined ? {} : { [field]: lessThan(below) }
}

/** A cursor lies in the range itself, so that its upper end says nothing more. */
function behind(cursor: string, field: string, { from }: InstantRange): Filter {
  const { at, id } = decodeCursor(cursor)
  const rest = from === undefined ? atMost(at) : fromTo(from, at)
  return { [field]: rest, $or: [{ [field]: lessThan(at) }, { _id: lessThan(id) }] }
}

export function requireOwnTenant(actor: Actor, tenantId: string): void {
  if (actor.tenantId !== tenantId) {
    throw new MailroomError('forbidden', 'The record belongs to another tenant.', { facts: { tenantId } })
  }
}

export function notFound(): MailroomError {
  return new MailroomError('not-found', 'There is no such record, or it is not yours to see.')
}
