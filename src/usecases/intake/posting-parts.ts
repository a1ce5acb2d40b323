import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { IncomingItem, PostingPart } from '../../domain/intake/incoming-item.ts'
import {
  asPart,
  asWhole,
  isHeldBack,
  missingParts,
  normalKey,
  presentParts,
  releasedPart,
  type PartPlace,
} from '../../domain/intake/posting-part.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { viewedItem } from '../shared/opened-records.ts'
import { missingFor } from '../shared/posting-parts.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { invalid } from '../shared/required.ts'

/** A posting as the actor sees it. */
export interface Posting {
  readonly part: PostingPart
  /** By their numbers, the item itself included. */
  readonly parts: readonly IncomingItem[]
  readonly missing: readonly number[]
  /** The item must not go on alone. */
  readonly isHeldBack: boolean
}

/** `undefined` for an item that is no part. @throws {MailroomError} `not-found` */
export type ShowPosting = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<Posting | undefined>

/**
 * Says which part of a posting an item is, or with `undefined` that it is none.
 *
 * @throws {MailroomError} `not-found`, `state-conflict`; `validation-failed` when another part has the number, or says that there
 *   are more or fewer
 */
export type SetPart = (
  actor: Actor,
  input: ItemReference & { readonly place: PartPlace | undefined },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

/** Lets a part go on without those that are missing. @throws {MailroomError} `not-found`, `state-conflict` when it waits for none */
export type ReleasePart = (
  actor: Actor,
  input: ItemReference & { readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

type EditPorts = ItemEditPorts & { readonly clock: Clock }

export function createShowPosting(ports: {
  readonly incomingItems: IncomingItems
  readonly readLog: ReadLog
}): ShowPosting {
  return async function showPosting(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    const item = await viewedItem(ports, actor, itemId, signal)
    const { part } = item
    if (part === undefined) return undefined
    const parts = presentParts(await ports.incomingItems.partsOf(actor, part.key, signal))
    const missing = missingParts(part, parts)
    return { part, parts, missing, isHeldBack: isHeldBack(item, missing) }
  }
}

export function createSetPart(ports: EditPorts): SetPart {
  return async function setPart(actor, { place, ...reference }, signal) {
    requirePermission(actor, 'items:index')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item }) => {
        if (place === undefined) return { item: asWhole(item), action: 'item.part-removed' }
        const wanted = { ...place, key: normalKey(place.key) }
        if (wanted.number > wanted.of) throw invalid('number', 'So viele Teile hat die Sendung nicht.')
        const others = await ports.incomingItems.partsOf(actor, wanted.key, signal)
        requireFits(wanted, presentParts(others.filter(({ id }) => id !== item.id)))
        return { item: asPart(item, wanted), action: 'item.part-set' }
      },
      signal,
    )
  }
}

function requireFits({ number, of }: PartPlace, others: readonly IncomingItem[]): void {
  for (const { part, receiptNumber } of others) {
    if (part === undefined) continue
    if (part.of !== of) throw invalid('of', `Laut ${receiptNumber} hat die Sendung ${part.of} Teile.`)
    if (part.number === number) throw invalid('number', `Teil ${number} ist schon ${receiptNumber}.`)
  }
}

export function createReleasePart(ports: EditPorts): ReleasePart {
  return async function releasePart(actor, { reason, ...reference }, signal) {
    requirePermission(actor, 'items:route')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item }) => {
        const missing = await missingFor(ports, actor, item, signal)
        const released = { at: ports.clock.now().toISOString(), by: personOf(actor), reason }
        return { item: releasedPart(item, missing, released), action: 'item.part-released', reason }
      },
      signal,
    )
  }
}
