import type { Actor } from '../../domain/access/actor.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { stageLimitsAt, type StageLimit } from '../../domain/register/ageing.ts'
import type { AgeingLimitsStore } from '../../ports/ageing-limits.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { required } from './required.ts'

export interface AgeingPorts {
  readonly incomingItems: IncomingItems
  readonly ageingLimits: AgeingLimitsStore
  readonly tenants: Tenants
  readonly clock: Clock
}

/** The limits of the actor's city as they are now. */
export async function limitsNow(
  { ageingLimits, tenants, clock }: Omit<AgeingPorts, 'incomingItems'>,
  actor: Actor,
  signal: AbortSignal,
): Promise<{ readonly limits: readonly StageLimit[]; readonly timeZone: string }> {
  const { timeZone } = required(await tenants.find(actor.tenantId, signal))
  return { limits: stageLimitsAt(await ageingLimits.current(actor, signal), clock.now(), timeZone), timeZone }
}

export interface OverdueItem {
  readonly item: IncomingItem
  readonly limit: StageLimit
}

/**
 * What the actor may read and is over its limit, those in the house for longest first.
 *
 * @param orgUnitId only what was sent to the unit
 */
export async function overdueItems(
  { incomingItems }: Pick<AgeingPorts, 'incomingItems'>,
  actor: Actor,
  limits: readonly StageLimit[],
  { most, orgUnitId }: { readonly most: number; readonly orgUnitId?: string },
  signal: AbortSignal,
): Promise<OverdueItem[]> {
  const found: OverdueItem[] = []
  for (const limit of limits) {
    const filter = { states: limit.states, ...(orgUnitId === undefined ? {} : { orgUnitId }) }
    const oldest = await incomingItems.oldest(actor, filter, most, signal)
    found.push(
      ...oldest.filter(({ capturedAt }) => capturedAt < limit.before).map((item) => ({ item, limit })),
    )
  }
  return longestFirst(found).slice(0, most)
}

export function longestFirst(items: readonly OverdueItem[]): OverdueItem[] {
  const keyOf = ({ item }: OverdueItem): string => `${item.capturedAt} ${item.id}`
  return items.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
}
