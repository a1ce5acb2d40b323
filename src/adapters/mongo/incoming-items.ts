import { unitKeys } from '../../domain/access/actor.ts'
import { ITEM_STATES, type IncomingItem, type ItemState } from '../../domain/intake/incoming-item.ts'
import { STACK_STATES } from '../../domain/stacks/stack-moves.ts'
import type { IncomingItems, ItemFilter } from '../../ports/incoming-items.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { exists, fromTo, missing, oneOf, type Filter } from './filters.ts'
import { createMongoRecords, inRange } from './records.ts'
import { AnyValue, part, tenantSchema, WhoSchema } from './schema.ts'
import { openSerials } from './serials.ts'

export const INCOMING_ITEMS: CollectionDefinition = {
  model: 'IncomingItem',
  collection: 'incoming_items',
  schema: tenantSchema({
    receiptNumber: String,
    channel: String,
    receivedAt: String,
    arrival: part({
      nightBox: String,
      earlyCollection: Boolean,
      evidence: part({ kind: String, text: String }),
      correction: part({ from: String, at: String, by: WhoSchema, reason: String }),
    }),
    capturedAt: String,
    state: String,
    subject: String,
    sender: String,
    note: String,
    verifiedSender: part({ name: String, level: String, provider: String }),
    followUp: part({ id: String, orgUnitId: String, caseFileId: String }),
    batchId: String,
    stack: AnyValue,
    origin: AnyValue,
    outgoing: part({ recipient: String, sentOn: String, author: WhoSchema, answersItemId: String }),
    documentIds: [String],
    target: part({ orgUnitId: String, caseFileId: String, assigneeId: String }),
    claim: part({ userId: String, displayName: String, at: String }),
    handOver: part({ toUserId: String, by: WhoSchema, at: String, note: String }),
    processing: part({ state: String, stage: String, reason: String, pagesDone: Number, pagesTotal: Number }),
    confirmedAt: String,
    caseFileId: String,
    duplicates: {
      type: [part({ itemId: String, receiptNumber: String, relation: String, at: String, by: WhoSchema })],
      default: undefined,
    },
    part: part({
      key: String,
      number: Number,
      of: Number,
      released: part({ at: String, by: WhoSchema, reason: String }),
    }),
    closure: part({ reason: String, at: String, by: WhoSchema, notice: String }),
    mark: part({ kind: String, at: String, by: WhoSchema, destroyOn: String }),
    disposal: part({ at: String, serial: Number, documentIds: [String], keepsPaper: Boolean }),
    createdBy: WhoSchema,
    level: String,
    exceptions: { type: [String], default: undefined },
    readKeys: [String],
    version: Number,
    /** Grows with each entry that is set, see `desk-entries.ts`. */
    internal: part({ deskEntries: Number }),
  })
    .index({ tenantId: 1, receiptNumber: 1 }, { unique: true })
    .index({ tenantId: 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, receivedAt: -1, _id: -1 })
    .index({ tenantId: 1, state: 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, readKeys: 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, readKeys: 1, state: 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, 'target.orgUnitId': 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, 'target.orgUnitId': 1, state: 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, 'target.caseFileId': 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, 'claim.userId': 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, 'target.assigneeId': 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, batchId: 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, caseFileId: 1, capturedAt: -1, _id: -1 })
    .index({ tenantId: 1, 'part.key': 1, 'part.number': 1, _id: 1 })
    .index({ tenantId: 1, sender: 1, capturedAt: -1, _id: -1 }),
}

export function createMongoIncomingItems(database: MongoDatabase): IncomingItems {
  const collection = openCollection(database, INCOMING_ITEMS)
  const { insert, find, save, list, page, scopeOf } = createMongoRecords<IncomingItem>(collection, {
    granted: true,
  })
  const serials = openSerials(database)
  return {
    insert,
    find,
    save,
    list: (actor, filter, request, signal) =>
      page(actor, conditionsOf(filter), 'capturedAt', request, signal, {}, countedParts(filter)),
    byArrival(actor, { received = {}, ...filter }, request, signal) {
      const parts = Object.keys(received).length === 0 ? countedParts(filter) : undefined
      return page(actor, conditionsOf(filter), 'receivedAt', request, signal, received, parts)
    },
    async countByState(actor, signal) {
      // One count for each state, in an index alone; grouping would read every row.
      const counted = ITEM_STATES.map(async (state): Promise<[ItemState, number]> => {
        const mail = STACK_STATES.includes(state) ? NO_SCANS : {}
        const count = await collection.count({ ...scopeOf(actor), state, ...mail }, undefined, signal)
        return [state, count]
      })
      return Object.fromEntries((await Promise.all(counted)).filter(([, count]) => count > 0))
    },
    countCaptured: (actor, filter, captured, signal) =>
      collection.count(
        { ...scopeOf(actor), ...inRange('capturedAt', captured), ...conditionsOf(filter) },
        undefined,
        signal,
      ),
    oldest: (actor, filter, limit, signal) =>
      list(actor, conditionsOf(filter), { capturedAt: 1, _id: 1 }, signal, limit),
    betweenNumbers: (actor, from, to, signal) =>
      list(actor, numbersOf(from, to), { receiptNumber: 1 }, signal),
    countReceiptNumbers: (actor, from, to, signal) =>
      collection.count({ ...scopeOf(actor), ...numbersOf(from, to) }, undefined, signal),
    lastReceiptSerial: (actor, year, signal) => serials.last(['receipt', actor.tenantId, year], signal),
    partsOf: (actor, key, signal) => list(actor, { 'part.key': key }, { 'part.number': 1, _id: 1 }, signal),
    scansOf: (actor, batchId, signal) =>
      list(actor, { batchId, stack: exists() }, { capturedAt: 1, _id: 1 }, signal),
    nextLetterSerial: (actor, year, signal) => serials.next(['letter', actor.tenantId, year], signal),
    nextReceiptSerial: (actor, year, signal) => serials.next(['receipt', actor.tenantId, year], signal),
  }
}

/** Scans of several letters are no mail. */
const NO_SCANS: Filter = { stack: missing() }
/** Neither are letters that were written here. */
const MAIL: Filter = { ...NO_SCANS, outgoing: missing() }
const MAIL_STATES = ITEM_STATES.filter((state) => state !== 'dispatched')
/** Begin the numbers of batches with their scans, and of letters that were written here. */
const OTHER_PREFIXES = ['ST-', 'AUS-']

/** Others could lie between receipt numbers only in a tenant whose own numbers begin as theirs do. */
function numbersOf(from: string, to: string): Filter {
  const isMixed = OTHER_PREFIXES.some((prefix) => from.startsWith(prefix))
  return { receiptNumber: fromTo(from, to), ...(isMixed ? MAIL : {}) }
}

/**
 * Rows are read to leave scans out; of states without scans an index alone tells, so these are counted apart. Not where
 * more than the state is asked for: then rows are read all the same.
 */
function countedParts({ states = MAIL_STATES, ...others }: ItemFilter): readonly Filter[] | undefined {
  if (Object.keys(others).length > 0) return undefined
  const mixed = states.filter((state) => STACK_STATES.includes(state))
  const plain = states.filter((state) => !STACK_STATES.includes(state))
  return [
    ...(plain.length === 0 ? [] : [{ state: oneOf(plain) }]),
    ...(mixed.length === 0 ? [] : [{ ...NO_SCANS, state: oneOf(mixed) }]),
  ]
}

function kindConditions({ stacks, states, caseFileId, receiptNumber }: ItemFilter): Filter {
  if (stacks === 'too') return {}
  if (stacks === 'only') return { stack: exists() }
  const isAskedFor = [states, caseFileId, receiptNumber].some((one) => one !== undefined)
  return isAskedFor ? NO_SCANS : MAIL
}

/** Inside `$and`, because paging has an `$or` of its own, and the actor's own keys are asked for as well. */
function together({ assigneeId, readBy }: ItemFilter): Filter {
  const parts = [
    ...(assigneeId === undefined
      ? []
      : [{ $or: [{ 'claim.userId': assigneeId }, { 'target.assigneeId': assigneeId }] }]),
    ...(readBy === undefined ? [] : [{ readKeys: oneOf(unitKeys(readBy)) }]),
  ]
  return parts.length === 0 ? {} : { $and: parts }
}

function conditionsOf(filter: ItemFilter): Filter {
  const { states, channel, orgUnitId, batchId, caseFileId, headedFor, sender, receiptNumber } = filter
  return {
    ...kindConditions(filter),
    ...(states === undefined ? {} : { state: oneOf(states) }),
    ...(channel === undefined ? {} : { channel }),
    ...(orgUnitId === undefined ? {} : { 'target.orgUnitId': orgUnitId }),
    ...together(filter),
    ...(batchId === undefined ? {} : { batchId }),
    ...(caseFileId === undefined ? {} : { caseFileId }),
    ...(headedFor === undefined ? {} : { 'target.caseFileId': headedFor }),
    ...(sender === undefined ? {} : { sender }),
    ...(receiptNumber === undefined ? {} : { receiptNumber }),
  }
}
