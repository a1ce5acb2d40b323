import type { Actor } from '../../../src/domain/access/actor.ts'
import { unitIdsOf } from '../../../src/domain/access/policy.ts'
import type { IncomingItem, ItemState } from '../../../src/domain/intake/incoming-item.ts'
import type { IncomingItems, ItemFilter } from '../../../src/ports/incoming-items.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, pageOf } from './records.ts'
import { lastSerial, nextSerial } from './serials.ts'

export function createMemoryIncomingItems(database: MemoryDatabase): IncomingItems {
  const { visible, ...records } = createMemoryRecords<IncomingItem>(database, {
    name: 'incoming-items',
    unique: (item) => `${item.tenantId}/${item.receiptNumber}`,
  })
  const noScans = (actor: Actor): IncomingItem[] => visible(actor).filter(({ stack }) => stack === undefined)
  const mail = (actor: Actor): IncomingItem[] =>
    noScans(actor).filter(({ outgoing }) => outgoing === undefined)
  const orderOf = ({ capturedAt, id }: IncomingItem): string => `${capturedAt}/${id}`
  return {
    ...records,
    async list(actor, filter, page, signal) {
      signal.throwIfAborted()
      const items = visible(actor).filter((item) => matches(item, filter))
      return pageOf(items, (item) => item.capturedAt, page)
    },
    async byArrival(actor, { received = {}, ...filter }, page, signal) {
      signal.throwIfAborted()
      const { from = '', below = '\uffff' } = received
      const items = visible(actor).filter(
        (item) => matches(item, filter) && item.receivedAt >= from && item.receivedAt < below,
      )
      return pageOf(items, (item) => item.receivedAt, page)
    },
    async countByState(actor, signal) {
      signal.throwIfAborted()
      const counts: Partial<Record<ItemState, number>> = {}
      for (const { state } of noScans(actor)) counts[state] = (counts[state] ?? 0) + 1
      return counts
    },
    async countCaptured(actor, filter, { from = '', below = '\uffff' }, signal) {
      signal.throwIfAborted()
      return visible(actor).filter(
        (item) => matches(item, filter) && item.capturedAt >= from && item.capturedAt < below,
      ).length
    },
    async oldest(actor, filter, limit, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter((item) => matches(item, filter))
        .sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1))
        .slice(0, limit)
    },
    async betweenNumbers(actor, from, to, signal) {
      signal.throwIfAborted()
      return mail(actor)
        .filter(({ receiptNumber }) => receiptNumber >= from && receiptNumber <= to)
        .sort((left, right) => (left.receiptNumber < right.receiptNumber ? -1 : 1))
    },
    async countReceiptNumbers(actor, from, to, signal) {
      signal.throwIfAborted()
      return mail(actor).filter(({ receiptNumber }) => receiptNumber >= from && receiptNumber <= to).length
    },
    async partsOf(actor, key, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter(({ part }) => part?.key === key)
        .sort(
          (left, right) =>
            (left.part?.number ?? 0) - (right.part?.number ?? 0) || (left.id < right.id ? -1 : 1),
        )
    },
    async scansOf(actor, batchId, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter((item) => item.stack !== undefined && item.batchId === batchId)
        .sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1))
    },
    lastReceiptSerial: (actor, year, signal) =>
      lastSerial(database, `receipt/${actor.tenantId}/${year}`, signal),
    nextLetterSerial: (actor, year, signal) =>
      nextSerial(database, `letter/${actor.tenantId}/${year}`, signal),
    nextReceiptSerial: (actor, year, signal) =>
      nextSerial(database, `receipt/${actor.tenantId}/${year}`, signal),
  }
}

function isOfKind({ stack, outgoing }: IncomingItem, filter: ItemFilter): boolean {
  const { stacks, states, caseFileId, receiptNumber } = filter
  if (stacks === 'too') return true
  if (stacks === 'only') return stack !== undefined
  const isAskedFor = [states, caseFileId, receiptNumber].some((one) => one !== undefined)
  return stack === undefined && (outgoing === undefined || isAskedFor)
}

function isReadBy({ readKeys }: IncomingItem, { readBy }: ItemFilter): boolean {
  return readBy === undefined || unitIdsOf(readKeys).includes(readBy)
}

function matches(item: IncomingItem, filter: ItemFilter): boolean {
  const target: Partial<NonNullable<IncomingItem['target']>> = item.target ?? {}
  const pairs = [
    [item.channel, filter.channel],
    [target.orgUnitId, filter.orgUnitId],
    [item.batchId, filter.batchId],
    [item.caseFileId, filter.caseFileId],
    [target.caseFileId, filter.headedFor],
    [item.sender, filter.sender],
    [item.receiptNumber, filter.receiptNumber],
  ]
  const isWanted = pairs.every(([value, wanted]) => wanted === undefined || value === wanted)
  const people = [item.claim?.userId, target.assigneeId]
  const isTheirs = filter.assigneeId === undefined || people.includes(filter.assigneeId)
  return (
    isWanted &&
    isOfKind(item, filter) &&
    isTheirs &&
    isReadBy(item, filter) &&
    (filter.states?.includes(item.state) ?? true)
  )
}
