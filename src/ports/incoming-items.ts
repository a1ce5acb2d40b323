import type { Actor } from '../domain/access/actor.ts'
import type { Channel, IncomingItem, ItemState } from '../domain/intake/incoming-item.ts'
import type { Page, PageRequest, Repository } from './repository.ts'

export interface ItemFilter {
  readonly states?: readonly ItemState[]
  readonly channel?: Channel
  readonly orgUnitId?: string
  /** Unit whose people read it, at whatever level, whether it was sent there or not. */
  readonly readBy?: string
  /** Id of the user who has claimed the item, or to whom it was given. */
  readonly assigneeId?: string
  readonly batchId?: string
  readonly caseFileId?: string
  /** Case file that a person has sent it to, whether it lies there yet or not. */
  readonly headedFor?: string
  /** Exactly as kept at the item. */
  readonly sender?: string
  readonly receiptNumber?: string
  /**
   * Scans of several letters are no mail and in no list but where they are asked for: `only` them, or them `too`. Letters that
   * were written here are listed where their state, their case file or their number is asked for, or with `too`.
   */
  readonly stacks?: 'only' | 'too'
}

/** Instants of arrival or capture, ISO 8601: from the first on, and before the second. */
export interface ArrivalRange {
  readonly from?: string
  readonly below?: string
}

/** See `repository.ts` for what every call promises. */
export interface IncomingItems extends Repository<IncomingItem> {
  list(actor: Actor, filter: ItemFilter, page: PageRequest, signal: AbortSignal): Promise<Page<IncomingItem>>
  /** As `list`, but of a time of arrival, and newest arrival first. */
  byArrival(
    actor: Actor,
    filter: ItemFilter & { readonly received?: ArrivalRange },
    page: PageRequest,
    signal: AbortSignal,
  ): Promise<Page<IncomingItem>>
  /** Of mail, and of letters that were written here under their own state. */
  countByState(actor: Actor, signal: AbortSignal): Promise<Readonly<Partial<Record<ItemState, number>>>>
  /** Of mail only, as all that follow: how many that fit were captured in the time. */
  countCaptured(
    actor: Actor,
    filter: ItemFilter,
    captured: ArrivalRange,
    signal: AbortSignal,
  ): Promise<number>
  /** Those that fit and have been in the house for longest, the oldest first. */
  oldest(actor: Actor, filter: ItemFilter, limit: number, signal: AbortSignal): Promise<IncomingItem[]>
  /**
   * The next receipt number of the tenant and year, without gaps: it is taken inside the transaction that stores the item.
   *
   * @param year calendar year of the tenant's time zone
   */
  nextReceiptSerial(actor: Actor, year: number, signal: AbortSignal): Promise<number>
  /** As `nextReceiptSerial`, of letters that are written here. */
  nextLetterSerial(actor: Actor, year: number, signal: AbortSignal): Promise<number>
  /** The serial number given last in the year, 0 for none. */
  lastReceiptSerial(actor: Actor, year: number, signal: AbortSignal): Promise<number>
  /** Those whose receipt numbers lie, as texts, between the two, both included; in the order of the numbers. */
  betweenNumbers(actor: Actor, from: string, to: string, signal: AbortSignal): Promise<IncomingItem[]>
  /** How many items the actor may read whose receipt numbers lie, as texts, between the two, both included. */
  countReceiptNumbers(actor: Actor, from: string, to: string, signal: AbortSignal): Promise<number>
  /** Items that say that they are parts of the posting, by number and age, also those that have left the house. */
  partsOf(actor: Actor, key: string, signal: AbortSignal): Promise<IncomingItem[]>
  /** The scans of a batch in the order of their numbers, voided ones too. */
  scansOf(actor: Actor, batchId: string, signal: AbortSignal): Promise<IncomingItem[]>
}
