import type { DeskEntry, DeskObject, DeskPlace } from '../../domain/desk/desk-entry.ts'
import type { DeskEntries, DeskFilter } from '../../ports/desk-entries.ts'
import type { Repository } from '../../ports/repository.ts'
import type { Transactor } from '../../ports/transactor.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { openCollection } from './collection.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { atLeast, atMost, greaterThan, oneOf, ofTenant, otherThan, type Filter } from './filters.ts'
import { createHoldObject } from './hold-object.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, part, tenantSchema, WhoSchema } from './schema.ts'

export const DESK_ENTRIES: CollectionDefinition = {
  model: 'DeskEntry',
  collection: 'desk_entries',
  schema: tenantSchema({
    kind: String,
    object: part({ kind: String, id: String }),
    objectNumber: String,
    objectSubject: String,
    keeper: String,
    caseFileId: String,
    purpose: String,
    dueOn: String,
    remindOn: String,
    assignee: WhoSchema,
    state: String,
    createdAt: String,
    createdBy: WhoSchema,
    closed: part({ at: String, by: WhoSchema, reason: String }),
    rule: AnyValue,
    legalBasis: String,
    warnDays: Number,
    override: part({ calculatedOn: String, reason: String, at: String, by: WhoSchema }),
    series: part({ every: Number, unit: String, firstOn: String, current: Number, times: Number }),
    readKeys: [String],
    version: Number,
  })
    .index({ tenantId: 1, 'object.id': 1, dueOn: 1, _id: 1 })
    .index({ tenantId: 1, caseFileId: 1, dueOn: 1, _id: 1 })
    .index({ tenantId: 1, 'assignee.userId': 1, state: 1, dueOn: 1, _id: 1 })
    .index({ tenantId: 1, keeper: 1, state: 1, dueOn: 1, _id: 1 })
    .index({ tenantId: 1, state: 1, dueOn: 1, _id: 1 }),
}

const BY_DAY = { dueOn: 1, _id: 1 } as const

export function createMongoDeskEntries(database: MongoDatabase): DeskEntries {
  const collection = openCollection(database, DESK_ENTRIES)
  const hold = createHoldObject(database)
  const { insert, find, save, list } = createMongoRecords<DeskEntry>(collection, { granted: true })

  return {
    find,
    save,
    async insert(actor, entry, signal) {
      const { object, caseFileId } = entry
      await hold(actor, object, signal)
      if (caseFileId !== undefined && caseFileId !== object.id)
        await hold(actor, { kind: 'case-file', id: caseFileId }, signal)
      await insert(actor, entry, signal)
    },
    async list(actor, filter, { cursor, limit }, signal) {
      const conditions = { ...conditionsOf(filter), ...(cursor === undefined ? {} : behind(cursor)) }
      const found = await list(actor, conditions, BY_DAY, signal, limit + 1)
      const items = found.slice(0, limit)
      const last = items.at(-1)
      if (found.length <= limit || last === undefined) return { items }
      return { items, nextCursor: encodeCursor({ at: last.dueOn, id: last.id }) }
    },
    ofObject: (actor, { kind, id }, signal) =>
      list(actor, { 'object.id': id, 'object.kind': kind }, BY_DAY, signal),
    inCaseFile: (actor, caseFileId, signal) => list(actor, { caseFileId }, BY_DAY, signal),
    async follow(actor, { kind, id }, place, signal) {
      const own = { ...ofTenant(actor), 'object.id': id, 'object.kind': kind }
      const elsewhere = { ...own, state: 'open', keeper: otherThan(place.keeper) }
      await collection.updateMany(elsewhere, { $unset: { assignee: '' } }, signal)
      await collection.updateMany(own, changeTo(place), signal)
    },
  }
}

function changeTo({ objectNumber, objectSubject, keeper, caseFileId, readKeys }: DeskPlace) {
  const gone = {
    ...(objectSubject === undefined ? { objectSubject: '' } : {}),
    ...(caseFileId === undefined ? { caseFileId: '' } : {}),
  }
  return {
    $set: {
      objectNumber,
      keeper,
      readKeys,
      ...(objectSubject === undefined ? {} : { objectSubject }),
      ...(caseFileId === undefined ? {} : { caseFileId }),
    },
    ...(Object.keys(gone).length === 0 ? {} : { $unset: gone }),
    $inc: { version: 1 },
  }
}

function conditionsOf({ kind, assigneeIds, keepers, remindBy }: DeskFilter): Filter {
  return {
    state: 'open',
    ...(kind === undefined ? {} : { kind }),
    ...(assigneeIds === undefined ? {} : { 'assignee.userId': oneOf(assigneeIds) }),
    ...(keepers === undefined ? {} : { keeper: oneOf(keepers) }),
    ...(remindBy === undefined ? {} : { remindOn: atMost(remindBy) }),
  }
}

function behind(cursor: string): Filter {
  const { at, id } = decodeCursor(cursor)
  return { dueOn: atLeast(at), $or: [{ dueOn: greaterThan(at) }, { _id: greaterThan(id) }] }
}

/** A store whose records carry entries: whenever one is saved, they are taken along in the same transaction. */
export function takingEntriesAlong<T extends { readonly id: string }, R extends Repository<T>>(
  records: R & Repository<T>,
  { transactor, entries }: { readonly transactor: Transactor; readonly entries: DeskEntries },
  kind: DeskObject['kind'],
  placeOf: (record: T) => DeskPlace,
): R {
  return {
    ...records,
    save(actor: Actor, record: T, signal: AbortSignal): Promise<T> {
      return transactor.inTransaction(async () => {
        const saved = await records.save(actor, record, signal)
        await entries.follow(actor, { kind, id: saved.id }, placeOf(saved), signal)
        return saved
      }, signal)
    },
  }
}
