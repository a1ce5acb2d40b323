import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { Tenant } from '../../domain/access/organisation.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import { calendarYearAt } from '../../domain/intake/local-time.ts'
import { receiptNumberFrom } from '../../domain/intake/receipt-number.ts'
import {
  closingLine,
  counted,
  openSpans,
  WAITING_STATES,
  type ClosingCounts,
  type DayClosing,
  type LastNumber,
  type NumberSpan,
} from '../../domain/register/day-closing.ts'
import type { Batches } from '../../ports/batches.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DayClosings } from '../../ports/day-closings.ts'
import type { Digest } from '../../ports/digest.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'

export interface ClosingPorts {
  readonly incomingItems: IncomingItems
  readonly dayClosings: DayClosings
  readonly batches: Batches
  readonly digest: Digest
  readonly clock: Clock
}

export interface RegisterProof {
  readonly counts: ClosingCounts
  readonly hash: string
}

/** What a closing would say now. */
export interface ClosingDraft extends RegisterProof {
  readonly spans: readonly NumberSpan[]
  readonly takenUpTo: readonly LastNumber[]
  /** Open ones and those that were closed unbalanced since the closing before; so many as people go through. */
  readonly batches: readonly Batch[]
  /** The one after which it would come. */
  readonly before: DayClosing | undefined
}

/** Numbers are read in pieces of so many. */
const PIECE = 200
/** More than these are counted, but nobody goes through them. */
const MAX_BATCHES = 200

/**
 * Whoever sees a number sees all below it: they are taken inside the transactions that store the items. So what is counted
 * here is complete, however many letters come in meanwhile.
 */
export async function draftClosing(
  ports: ClosingPorts,
  actor: Actor,
  tenant: Tenant,
  signal: AbortSignal,
): Promise<ClosingDraft> {
  const reader = systemActor(actor.tenantId, actor.requestId)
  const before = await ports.dayClosings.latestStanding(actor, signal)
  const taken = before?.takenUpTo ?? []
  const thisYear = calendarYearAt(ports.clock.now(), tenant.timeZone)
  const given: LastNumber[] = []
  for (let year = firstYear(taken, thisYear); year <= thisYear; year += 1)
    given.push({ year, last: await ports.incomingItems.lastReceiptSerial(reader, year, signal) })
  const spans = openSpans(taken, given)
  const { counts, hash } = await proofOf(ports, actor, tenant, spans, signal)
  const open = await ports.batches.list(reader, { state: 'open' }, { limit: MAX_BATCHES }, signal)
  const closedAt = before?.closedAt ?? ''
  const unbalanced = await ports.batches.closedUnbalanced(reader, closedAt, MAX_BATCHES, signal)
  return {
    before,
    spans,
    takenUpTo: given,
    hash,
    counts: { ...counts, openBatches: open.total ?? open.items.length, unbalancedBatches: unbalanced.length },
    batches: [...open.items, ...unbalanced],
  }
}

/** The year of the closing before is looked at again, however long ago that was: letters may have come in after it. */
function firstYear(taken: readonly LastNumber[], thisYear: number): number {
  const closedIn = taken.at(-1)?.year ?? thisYear
  return Math.min(closedIn, thisYear - 1)
}

/** Counts and hash of the items of these numbers, as they are now. */
export async function proofOf(
  { incomingItems, digest }: Pick<ClosingPorts, 'incomingItems' | 'digest'>,
  actor: Actor,
  { receiptPrefix }: Tenant,
  spans: readonly NumberSpan[],
  signal: AbortSignal,
): Promise<RegisterProof> {
  const reader = systemActor(actor.tenantId, actor.requestId)
  const hash = digest.begin()
  let counts: ClosingCounts = { items: 0, files: 0, byChannel: {}, byState: {}, waiting: 0 }
  for (const { year, first, last } of spans) {
    for (let from = first; from <= last; from += PIECE) {
      const [start, end] = [from, Math.min(from + PIECE - 1, last)].map((serial) =>
        receiptNumberFrom(receiptPrefix, year, serial),
      )
      for (const item of await incomingItems.betweenNumbers(reader, start ?? '', end ?? '', signal)) {
        counts = counted(counts, item)
        hash.update(Buffer.from(closingLine(item)))
      }
    }
  }
  const byState = await incomingItems.countByState(reader, signal)
  const waiting = WAITING_STATES.reduce((sum, state) => sum + (byState[state] ?? 0), 0)
  return { counts: { ...counts, waiting }, hash: hash.digest('hex') }
}
