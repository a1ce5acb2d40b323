import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { calendarYearAt } from '../../domain/intake/local-time.ts'
import { receiptNumberFrom } from '../../domain/intake/receipt-number.ts'
import { findGaps, type ReceiptGap } from '../../domain/register/receipt-gaps.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { required } from '../shared/required.ts'

export interface ReceiptSeriesReport {
  readonly year: number
  /** The number given last; absent as long as none was given. */
  readonly lastNumber?: string
  /** Numbers that something has, cancelled ones too. */
  readonly count: number
  readonly gaps: readonly ReceiptGap[]
}

/** Whether every receipt number of a year is there. @throws {MailroomError} `forbidden` */
export type FindReceiptGaps = (
  actor: Actor,
  year: number | undefined,
  signal: AbortSignal,
) => Promise<ReceiptSeriesReport>

export function createFindReceiptGaps({
  incomingItems,
  tenants,
  clock,
}: {
  readonly incomingItems: IncomingItems
  readonly tenants: Tenants
  readonly clock: Clock
}): FindReceiptGaps {
  return async function findReceiptGaps(actor, wantedYear, signal) {
    requirePermission(actor, 'register:read')
    const { receiptPrefix: prefix, timeZone } = required(await tenants.find(actor.tenantId, signal))
    const year = wantedYear ?? calendarYearAt(clock.now(), timeZone)
    const reader = systemActor(actor.tenantId, actor.requestId)
    const last = await incomingItems.lastReceiptSerial(reader, year, signal)
    if (last === 0) return { year, count: 0, gaps: [] }
    const count = (from: string, to: string): Promise<number> =>
      incomingItems.countReceiptNumbers(reader, from, to, signal)
    const [first, final] = [receiptNumberFrom(prefix, year, 1), receiptNumberFrom(prefix, year, last)]
    return {
      year,
      lastNumber: final,
      count: await count(first, final),
      gaps: await findGaps({ prefix, year, last }, count),
    }
  }
}
