import { decodeCursor, encodeCursor, type Position } from '../../../src/adapters/mongo/cursor.ts'
import { holdsKey, type Actor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { Page, PageRequest, Repository } from '../../../src/ports/repository.ts'
import type { MemoryDatabase } from './database.ts'

export interface TenantRecord {
  readonly id: string
  readonly tenantId: string
  readonly version: number
  readonly readKeys?: readonly string[]
}

export interface MemoryRecords<T extends TenantRecord> extends Repository<T> {
  /** All that the actor may read, in no order. */
  readonly visible: (actor: Actor) => T[]
}

export interface MemoryRecordOptions<T> {
  readonly name: string
  /** Values that may occur once only, as texts; `undefined` for none. */
  readonly unique?: (record: T) => string | undefined
}

export function createMemoryRecords<T extends TenantRecord>(
  database: MemoryDatabase,
  { name, unique }: MemoryRecordOptions<T>,
): MemoryRecords<T> {
  const keyOf = (tenantId: string, id: string): string => `${tenantId}/${id}`

  function requireUnique(table: ReadonlyMap<string, T>, record: T): void {
    const value = unique?.(record)
    if (value === undefined) return
    for (const other of table.values()) {
      if (other.id !== record.id && unique?.(other) === value) throw alreadyExists(name)
    }
  }

  return {
    async insert(actor, record, signal) {
      requireOwnTenant(actor, record.tenantId)
      await database.write(signal, (table) => {
        const records = table<T>(name)
        const key = keyOf(record.tenantId, record.id)
        if (records.has(key)) throw alreadyExists(name)
        requireUnique(records, record)
        records.set(key, frozenCopy(record))
      })
    },

    async find(actor, id, signal) {
      signal.throwIfAborted()
      const record = database.read<T>(name).get(keyOf(actor.tenantId, id))
      return record !== undefined && isVisible(actor, record) ? record : undefined
    },

    async save(actor, record, signal) {
      requireOwnTenant(actor, record.tenantId)
      return database.write(signal, (table) => {
        const records = table<T>(name)
        const stored = records.get(keyOf(actor.tenantId, record.id))
        if (stored === undefined || !isVisible(actor, stored))
          throw new MailroomError('not-found', 'There is no such record.')
        if (stored.version !== record.version)
          throw new MailroomError('version-mismatch', 'Somebody else has changed the record.')
        requireUnique(records, record)
        const saved = frozenCopy({ ...record, version: record.version + 1 })
        records.set(keyOf(actor.tenantId, record.id), saved)
        return saved
      })
    },

    visible(actor) {
      return [...database.read<T>(name).values()].filter((record) => isVisible(actor, record))
    },
  }
}

function isVisible(actor: Actor, record: TenantRecord): boolean {
  if (record.tenantId !== actor.tenantId) return false
  return record.readKeys === undefined || holdsKey(actor, record.readKeys)
}

export function requireOwnTenant(actor: Actor, tenantId: string): void {
  if (actor.tenantId !== tenantId) {
    throw new MailroomError('forbidden', 'The record belongs to another tenant.', { facts: { tenantId } })
  }
}

export function alreadyExists(name: string): MailroomError {
  return new MailroomError('already-exists', 'A record with this id or name exists already.', {
    facts: { name },
  })
}

/** A copy without `undefined` members, as a database would keep it. */
export function frozenCopy<T>(record: T): T {
  return freezeDeep(structuredClone(record)) as T
}

function freezeDeep(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined && !Array.isArray(value)) Reflect.deleteProperty(value, key)
    else freezeDeep(inner)
  }
  return Object.freeze(value)
}

/** One page of records, newest first. */
export function pageOf<T extends { readonly id: string }>(
  records: readonly T[],
  instantOf: (record: T) => string,
  { cursor, limit }: PageRequest,
): Page<T> {
  const positionOf = (record: T): Position => ({ at: instantOf(record), id: record.id })
  const ordered = [...records].sort((left, right) => newestFirst(positionOf(left), positionOf(right)))
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  const rest =
    after === undefined ? ordered : ordered.filter((record) => newestFirst(after, positionOf(record)) < 0)
  const items = rest.slice(0, limit)
  const lastItem = items.at(-1)
  return {
    items,
    ...(rest.length > limit && lastItem !== undefined
      ? { nextCursor: encodeCursor(positionOf(lastItem)) }
      : {}),
    ...(after === undefined && ordered.length <= 1_000 ? { total: ordered.length } : {}),
  }
}

function newestFirst(left: Position, right: Position): number {
  if (left.at !== right.at) return left.at < right.at ? 1 : -1
  if (left.id === right.id) return 0
  return left.id < right.id ? 1 : -1
}
