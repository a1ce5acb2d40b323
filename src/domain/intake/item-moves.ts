import type { Actor } from '../access/actor.ts'
import { personOf } from '../access/actor-of-user.ts'
import { filedReadKeys, itemReadKeys } from '../access/policy.ts'
import { MailroomError } from '../errors.ts'
import type { CaseFile } from '../filing/case-file.ts'
import type { ArrivalCorrection } from './arrival-notes.ts'
import { correctedTime } from './arrival.ts'
import type { StoredDocument } from './document.ts'
import {
  mayMove,
  requireMove,
  type Closure,
  type HandOver,
  type IncomingItem,
  type ItemState,
  type Target,
} from './incoming-item.ts'
import { isHeld } from './virus-scan.ts'

/**
 * What people do with an item, as functions from the item before to the item after. Each refuses with `state-conflict`
 * what the state of the item does not allow.
 */

const WITHDRAWN: readonly ItemState[] = ['closedForwarded', 'misdirectedOut', 'rejected', 'voided', 'split']

/**
 * The item has left the house, was never its own, or goes on as other items: neither people nor machine work on it any
 * more.
 */
export function isWithdrawn(item: Pick<IncomingItem, 'state'>): boolean {
  return WITHDRAWN.includes(item.state)
}

/** Its paper was handed on with it. */
export function hasLeftTheHouse({ state }: Pick<IncomingItem, 'state'>): boolean {
  return state === 'misdirectedOut' || state === 'closedForwarded'
}

/** Index data of filed items are still mended; those of items that left the house are not. */
export function requireEditable(item: IncomingItem): void {
  if (isWithdrawn(item)) {
    throw conflict(item, 'This item was closed without being filed and cannot be changed any more.')
  }
}

/** Into the inbox of a unit; whoever held it gives it up. */
export function routed(item: IncomingItem, target: Target): IncomingItem {
  requireMove(item.state, 'routed')
  const readKeys = itemReadKeys({ ...item, filed: false, orgUnitIds: [target.orgUnitId] })
  return { ...without(item, 'claim'), state: 'routed', target, readKeys }
}

/** Claiming what one holds already changes nothing. */
export function claimed(item: IncomingItem, actor: Actor, at: string): IncomingItem {
  if (item.claim?.userId === actor.userId) return item
  if (item.claim !== undefined) throw conflict(item, 'Somebody else has claimed this item.')
  requireAssignee(item, actor)
  if (item.state !== 'routed') throw conflict(item, 'Only an item in an inbox can be claimed.')
  return { ...item, state: 'accepted', claim: { ...personOf(actor), at } }
}

function requireAssignee(item: IncomingItem, actor: Actor): void {
  const assigneeId = item.target?.assigneeId
  if (assigneeId !== undefined && assigneeId !== actor.userId) {
    throw conflict(item, 'This item is assigned to somebody else.')
  }
}

/** @param mayForOthers whether the actor may also take an item from the hands of somebody else */
export function released(item: IncomingItem, actor: Actor, mayForOthers: boolean): IncomingItem {
  if (item.claim === undefined) throw conflict(item, 'Nobody has claimed this item.')
  if (item.claim.userId !== actor.userId && !mayForOthers) {
    throw conflict(item, 'Somebody else has claimed this item.')
  }
  return withoutClaim(item)
}

export function assigned(item: IncomingItem, assigneeId: string): IncomingItem {
  if (item.target === undefined || (item.state !== 'routed' && item.state !== 'accepted')) {
    throw conflict(item, 'Only an item in the inbox of a unit can be assigned.')
  }
  return { ...withoutClaim(item), target: { ...item.target, assigneeId } }
}

/** With who gave it to the person whom its target names, if it names one. */
export function handedOver(
  item: IncomingItem,
  actor: Actor,
  { at, note }: { readonly at: string; readonly note?: string | undefined },
): IncomingItem {
  const toUserId = item.target?.assigneeId
  if (toUserId === undefined) return item
  const said = note === undefined ? {} : { note }
  return { ...item, handOver: { toUserId, by: personOf(actor), at, ...said } }
}

/** How the item came to a person who is to work on it; undefined when nobody has given it to him. */
export function handedOverTo(
  { target, handOver }: Pick<IncomingItem, 'target' | 'handOver'>,
  userId: string,
): HandOver | undefined {
  const isStill = target?.assigneeId === userId && handOver?.toUserId === userId
  return isStill ? handOver : undefined
}

function withoutClaim(item: IncomingItem): IncomingItem {
  return { ...without(item, 'claim'), state: 'routed' }
}

/** Back to the mailroom, waiting for a new target. */
export function returned(item: IncomingItem): IncomingItem {
  requireMove(item.state, 'returned')
  return {
    ...without(item, 'claim', 'target'),
    state: 'returned',
    readKeys: itemReadKeys({ ...item, filed: false, orgUnitIds: [] }),
  }
}

/** Out of circulation. */
export function closed(
  item: IncomingItem,
  state: 'voided' | 'misdirectedOut' | 'closedForwarded' | 'rejected',
  closure: Closure,
): IncomingItem {
  requireMove(item.state, state)
  return { ...without(item, 'claim'), state, closure }
}

/** A person lets it out; what was filed when a later scan shut it is opened where it lies. */
export function releasedFromQuarantine(
  item: IncomingItem,
  documents: readonly Pick<StoredDocument, 'virusScan'>[],
): IncomingItem {
  const isShutInPlace = ['filed', 'done', 'dispatched'].includes(item.state)
  return isShutInPlace && documents.some(isHeld) ? item : outOfQuarantine(item)
}

/** Nothing of it is held any more: the machine may begin. */
export function outOfQuarantine(item: IncomingItem): IncomingItem {
  if (item.state !== 'quarantined') throw conflict(item, 'This item is not in quarantine.')
  return { ...item, state: 'capturing' }
}

/**
 * Back behind the door, because a later scan has found something: a person decides anew, and it is routed anew. What is filed
 * or closed stays where it is, with the document shut.
 */
export function intoQuarantine(item: IncomingItem): IncomingItem {
  return mayMove(item.state, 'quarantined') ? { ...without(item, 'claim'), state: 'quarantined' } : item
}

/** Another time of arrival than was registered; the time of capture stays as it is. */
export function arrivalCorrected(
  item: IncomingItem,
  receivedAt: string,
  correction: Omit<ArrivalCorrection, 'from'>,
): IncomingItem {
  requireEditable(item)
  if (item.outgoing !== undefined) throw conflict(item, 'A letter that was written here has not arrived.')
  const corrected = correctedTime(receivedAt, item.capturedAt)
  if (corrected === item.receivedAt) throw conflict(item, 'This is the time of arrival already.')
  return {
    ...item,
    receivedAt: corrected,
    arrival: { ...item.arrival, correction: { from: item.receivedAt, ...correction } },
  }
}

/** Into a case file, or out of a wrong one into another: from now on the people of its lead unit read it. */
export function filed(item: IncomingItem, caseFile: CaseFile): IncomingItem {
  requireMove(item.state, 'filed')
  if (item.caseFileId === caseFile.id) throw conflict(item, 'It lies in this case file already.')
  if (item.confirmedAt === undefined) throw conflict(item, 'Its index data must be confirmed first.')
  return {
    ...without(item, 'claim'),
    state: 'filed',
    caseFileId: caseFile.id,
    target: { ...item.target, orgUnitId: caseFile.leadUnitId, caseFileId: caseFile.id },
    readKeys: filedReadKeys(item, caseFile),
  }
}

/** A person has looked at the index data of the leading document; then nothing waits for the machine any more. */
export function confirmed(item: IncomingItem, at: string): IncomingItem {
  requireEditable(item)
  const state = item.state === 'registered' || item.state === 'capturing' ? 'indexing' : item.state
  return { ...item, state, confirmedAt: item.confirmedAt ?? at }
}

/** All documents are understood. Of no effect when a person was faster. */
export function readyForIndexing(item: IncomingItem): IncomingItem {
  return item.state === 'capturing' ? { ...item, state: 'indexing' } : item
}

function without(item: IncomingItem, ...fields: readonly ('claim' | 'target')[]): IncomingItem {
  const next = { ...item }
  for (const field of fields) Reflect.deleteProperty(next, field)
  return next
}

function conflict(item: IncomingItem, detail: string): MailroomError {
  return new MailroomError('state-conflict', detail, { facts: { itemId: item.id, state: item.state } })
}
