import type { Person } from '../access/actor.ts'
import { MailroomError } from '../errors.ts'
import type { Channel, IncomingItem, ItemState } from '../intake/incoming-item.ts'

/** Receipt numbers of one year, first and last included. */
export interface NumberSpan {
  readonly year: number
  readonly first: number
  readonly last: number
}

/** What the register said of the numbers of a closing when it was made. */
export interface ClosingCounts {
  readonly items: number
  readonly files: number
  readonly byChannel: Readonly<Partial<Record<Channel, number>>>
  readonly byState: Readonly<Partial<Record<ItemState, number>>>
  /** All that still waited for a target then, of earlier closings too. */
  readonly waiting: number
  /** Batches of scans that were open; absent before there were any. */
  readonly openBatches?: number
  /** Batches that were closed since the closing before although their pages did not add up. */
  readonly unbalancedBatches?: number
}

export interface Reopening {
  readonly at: string
  readonly by: Person
  readonly reason: string
}

/**
 * The mailroom's account of a working day (Tagesabschluss). It takes all receipt numbers that were given since the one before,
 * so that each number belongs to exactly one.
 */
export interface DayClosing {
  readonly id: string
  readonly tenantId: string
  /** 1, 2, 3 … in a tenant. */
  readonly serial: number
  /** `YYYY-MM-DD` by the calendar of the town. */
  readonly day: string
  readonly closedAt: string
  readonly closedBy: Person
  readonly spans: readonly NumberSpan[]
  /** Up to where all numbers are taken by now; the next one begins behind. */
  readonly takenUpTo: readonly LastNumber[]
  readonly counts: ClosingCounts
  /** SHA-256 over `closingLine` of every item, in the order of their numbers. */
  readonly hash: string
  /** Why it was signed although something still waited. */
  readonly reason?: string
  /** Then the next one takes its numbers again. */
  readonly reopened?: Reopening
  readonly version: number
}

/** What a closing proves of an item: only what never changes, so that it can be proved at any time. */
export function closingLine(item: IncomingItem): string {
  const { receiptNumber, id, channel, capturedAt, documentIds } = item
  return `${JSON.stringify([receiptNumber, id, channel, capturedAt, documentIds])}\n`
}

/** Nothing stands against it: no letter waits, and every batch is balanced. */
export function isClean({ waiting, openBatches = 0, unbalancedBatches = 0 }: ClosingCounts): boolean {
  return waiting + openBatches + unbalancedBatches === 0
}

/** States in which an item waits for the mailroom. */
export const WAITING_STATES: readonly ItemState[] = [
  'registered',
  'capturing',
  'qc',
  'indexing',
  'returned',
  'quarantined',
]

/** The number given last in a year. */
export interface LastNumber {
  readonly year: number
  readonly last: number
}

/** Numbers that no closing has taken yet. */
export function openSpans(taken: readonly LastNumber[], given: readonly LastNumber[]): NumberSpan[] {
  return given
    .map(({ year, last }) => ({ year, first: lastOf(taken, year) + 1, last }))
    .filter(({ first, last }) => first <= last)
}

function lastOf(numbers: readonly LastNumber[], year: number): number {
  return numbers.find((one) => one.year === year)?.last ?? 0
}

/** Adds an item to the counts. */
export function counted(counts: ClosingCounts, item: IncomingItem): ClosingCounts {
  const { channel, state } = item
  return {
    ...counts,
    items: counts.items + 1,
    files: counts.files + item.documentIds.length,
    byChannel: { ...counts.byChannel, [channel]: (counts.byChannel[channel] ?? 0) + 1 },
    byState: { ...counts.byState, [state]: (counts.byState[state] ?? 0) + 1 },
  }
}

/** Only the last one can be opened again: later ones rest on it. @throws {MailroomError} `state-conflict` */
export function reopenedClosing(
  closing: DayClosing,
  latest: DayClosing | undefined,
  reopened: Reopening,
): DayClosing {
  if (closing.reopened !== undefined || latest?.id !== closing.id)
    throw new MailroomError('state-conflict', 'Only the last closing can be opened again, and only once.')
  return { ...closing, reopened }
}
