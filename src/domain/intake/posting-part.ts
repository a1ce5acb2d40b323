import { MailroomError } from '../errors.ts'
import type { IncomingItem, ItemState, PostingPart } from './incoming-item.ts'
import { isWithdrawn, requireEditable } from './item-moves.ts'

const WITH_OFFICE: readonly ItemState[] = ['routed', 'accepted', 'filed', 'done']

export type PartPlace = Pick<PostingPart, 'key' | 'number' | 'of'>

/** Parts are found by it however it was typed. */
export function normalKey(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLocaleUpperCase('de')
}

/** The parts that are there: what has left the house or was voided is none. */
export function presentParts<I extends Pick<IncomingItem, 'state' | 'part'>>(items: readonly I[]): I[] {
  return items
    .filter((item) => item.part !== undefined && !isWithdrawn(item))
    .toSorted((left, right) => (left.part?.number ?? 0) - (right.part?.number ?? 0))
}

/** Numbers of the posting that none of the items is, in order. */
export function missingParts(
  { of }: Pick<PostingPart, 'of'>,
  items: readonly Pick<IncomingItem, 'state' | 'part'>[],
): number[] {
  const there = new Set(presentParts(items).map(({ part }) => part?.number))
  return Array.from({ length: of }, (_, index) => index + 1).filter((number) => !there.has(number))
}

/**
 * Marks an item as a part. Only before it is filed or done: after that it waits for nothing.
 *
 * @throws {MailroomError} `state-conflict`
 */
export function asPart(item: IncomingItem, place: PartPlace): IncomingItem {
  requireWaiting(item)
  return { ...item, part: place }
}

/** It was none after all. @throws {MailroomError} `state-conflict` */
export function asWhole(item: IncomingItem): IncomingItem {
  requireWaiting(item)
  if (item.part === undefined) throw conflict(item, 'The item is no part of a posting.')
  const { part: _part, ...whole } = item
  return whole
}

/** @throws {MailroomError} `state-conflict` when nothing holds it */
export function releasedPart(
  item: IncomingItem,
  missing: readonly number[],
  released: NonNullable<PostingPart['released']>,
): IncomingItem {
  requireWaiting(item)
  if (!isHeldBack(item, missing)) throw conflict(item, 'The item waits for no other part.')
  const { part } = item
  return part === undefined ? item : { ...item, part: { ...part, released } }
}

/**
 * Whether it must not go on alone. Only in the mailroom: what an office holds came there with all parts, whose others it may
 * not see, or was let go without them.
 */
export function isHeldBack(
  { part, state }: Pick<IncomingItem, 'part' | 'state'>,
  missing: readonly number[],
): boolean {
  const isWithOffice = WITH_OFFICE.includes(state)
  return part !== undefined && part.released === undefined && !isWithOffice && missing.length > 0
}

function requireWaiting(item: IncomingItem): void {
  requireEditable(item)
  if (item.state === 'filed' || item.state === 'done' || item.outgoing !== undefined)
    throw conflict(item, 'Only mail that is still worked on can be part of a posting that is waited for.')
}

function conflict(item: IncomingItem, detail: string): MailroomError {
  return new MailroomError('state-conflict', detail, { facts: { itemId: item.id, state: item.state } })
}
