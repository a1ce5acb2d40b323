import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { calendarDayAt, dayAfter, instantOf } from '../../domain/intake/local-time.ts'
import type { ItemState } from '../../domain/intake/incoming-item.ts'
import { AGE_BANDS, capturedWithin } from '../../domain/register/age-bands.ts'
import { MAILROOM_STAGES, type StageLimit } from '../../domain/register/ageing.ts'
import { WAITING_STATES } from '../../domain/register/day-closing.ts'
import type { AgeingLimitsStore } from '../../ports/ageing-limits.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'
import type { ArrivalRange, IncomingItems, ItemFilter } from '../../ports/incoming-items.ts'
import type { OrgUnits, Tenants } from '../../ports/organisation.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { limitsNow, overdueItems } from '../shared/overdue-items.ts'
import { required } from '../shared/required.ts'
import { withDocuments } from '../shared/with-documents.ts'

/** What lies in inboxes of units. */
const DELIVERED: readonly ItemState[] = ['routed', 'accepted']
const OPEN: readonly ItemState[] = [...WAITING_STATES, ...DELIVERED]
/** Nobody has taken it yet. */
const UNTAKEN: readonly ItemState[] = [...WAITING_STATES, 'routed']

const SHOWN_DAYS = 7
const SHOWN_ITEMS = 10
/** Of what is over its limit: enough for a morning. */
const SHOWN_OVERDUE = 25

interface Ports {
  readonly incomingItems: IncomingItems
  readonly documents: Documents
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly ageingLimits: AgeingLimitsStore
  readonly clock: Clock
}

interface UnitLoad {
  readonly orgUnitId: string
  /** Open items by age, one number for each of `AGE_BANDS`. */
  readonly open: readonly number[]
  /** Those of them that somebody has claimed. */
  readonly claimed: number
  /** Those of them that are over the limit of their stage. */
  readonly overdue: number
}

/** What came in, how much is open, for how long and where; of what the actor may read and nothing else. */
export interface Overview {
  /** ISO 8601 instant. */
  readonly at: string
  /** Of the open states that occur. */
  readonly stages: Readonly<Partial<Record<ItemState, number>>>
  /** What waits for a target, by age. */
  readonly waiting: readonly number[]
  /** Units with open items. */
  readonly units: readonly UnitLoad[]
  /** Calendar days of the tenant, today first: what was captured, and what of it is open still. */
  readonly days: readonly { readonly day: string; readonly received: number; readonly open: number }[]
  /** Items that nobody has taken, those in the house for longest first. */
  readonly oldest: readonly ItemWithDocuments[]
  /** Limits of age as they are now. */
  readonly limits: readonly StageLimit[]
  /** Of what waits in the mailroom: how many are over the limit of their stage. */
  readonly waitingOverdue: number
  /** Over their limit, those in the house for longest first. */
  readonly overdue: readonly ItemWithDocuments[]
}

/** @throws {MailroomError} `forbidden` */
export type ShowOverview = (actor: Actor, signal: AbortSignal) => Promise<Overview>

export function createShowOverview(ports: Ports): ShowOverview {
  return async function showOverview(actor, signal) {
    requirePermission(actor, 'items:read')
    const now = ports.clock.now()
    const { incomingItems, documents } = ports
    const byState = await incomingItems.countByState(actor, signal)
    const oldest = await incomingItems.oldest(actor, { states: UNTAKEN }, SHOWN_ITEMS, signal)
    const { limits } = await limitsNow(ports, actor, signal)
    const overdue = await overdueItems(ports, actor, limits, { most: SHOWN_OVERDUE }, signal)
    const overdueAlone = overdue.map(({ item }) => item)
    return {
      at: now.toISOString(),
      stages: Object.fromEntries(OPEN.flatMap((state) => (byState[state] ? [[state, byState[state]]] : []))),
      waiting: await byAge(ports, actor, { states: WAITING_STATES }, now, signal),
      units: await unitLoads(ports, actor, now, limits, signal),
      days: await lastDays(ports, actor, now, signal),
      oldest: await withDocuments(documents, actor, oldest, signal),
      limits,
      waitingOverdue: await countOverdue(ports, actor, limits.filter(isOfMailroom), {}, signal),
      overdue: await withDocuments(documents, actor, overdueAlone, signal),
    }
  }
}

async function byAge(
  { incomingItems }: Ports,
  actor: Actor,
  filter: ItemFilter,
  now: Date,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const ranges = AGE_BANDS.map((band) => capturedWithin(band, now))
  return Promise.all(ranges.map((range) => incomingItems.countCaptured(actor, filter, range, signal)))
}

function isOfMailroom({ stage }: StageLimit): boolean {
  return MAILROOM_STAGES.includes(stage)
}

async function countOverdue(
  { incomingItems }: Ports,
  actor: Actor,
  limits: readonly StageLimit[],
  filter: Pick<ItemFilter, 'orgUnitId'>,
  signal: AbortSignal,
): Promise<number> {
  const counts = await Promise.all(
    limits.map(({ states, before }) =>
      incomingItems.countCaptured(actor, { ...filter, states }, { below: before }, signal),
    ),
  )
  return counts.reduce((total, count) => total + count, 0)
}

/** One unit after the other: a report must not take the database from those who work. */
async function unitLoads(
  ports: Ports,
  actor: Actor,
  now: Date,
  limits: readonly StageLimit[],
  signal: AbortSignal,
): Promise<UnitLoad[]> {
  const ofUnits = limits.filter((limit) => !isOfMailroom(limit))
  const loads: UnitLoad[] = []
  for (const { id: orgUnitId } of await ports.orgUnits.list(actor, signal)) {
    const open = await byAge(ports, actor, { states: DELIVERED, orgUnitId }, now, signal)
    if (open.every((count) => count === 0)) continue
    const claimed = await ports.incomingItems.countCaptured(
      actor,
      { states: ['accepted'], orgUnitId },
      {},
      signal,
    )
    const overdue = await countOverdue(ports, actor, ofUnits, { orgUnitId }, signal)
    loads.push({ orgUnitId, open, claimed, overdue })
  }
  return loads
}

async function lastDays(
  { incomingItems, tenants }: Ports,
  actor: Actor,
  now: Date,
  signal: AbortSignal,
): Promise<Overview['days']> {
  const { timeZone } = required(await tenants.find(actor.tenantId, signal))
  const today = calendarDayAt(now, timeZone)
  const startOf = (day: string): string => instantOf(`${day}T00:00:00`, timeZone).toISOString()
  const days = Array.from({ length: SHOWN_DAYS }, (_, index) => dayAfter(today, -index))
  const count = (filter: ItemFilter, range: ArrivalRange): Promise<number> =>
    incomingItems.countCaptured(actor, filter, range, signal)
  return Promise.all(
    days.map(async (day) => {
      const range = { from: startOf(day), below: startOf(dayAfter(day, 1)) }
      const [received, open] = await Promise.all([count({}, range), count({ states: OPEN }, range)])
      return { day, received, open }
    }),
  )
}
