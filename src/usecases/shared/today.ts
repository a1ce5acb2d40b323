import type { Actor } from '../../domain/access/actor.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { required } from './required.ts'

export interface TodayPorts {
  readonly tenants: Pick<Tenants, 'find'>
  readonly clock: Clock
}

/** The day in the actor's city, `YYYY-MM-DD`: units, groups and deputies begin and end at its midnight. */
export async function todayOf(
  { tenants, clock }: TodayPorts,
  { tenantId }: Pick<Actor, 'tenantId'>,
  signal: AbortSignal,
): Promise<string> {
  const { timeZone } = required(await tenants.find(tenantId, signal))
  return calendarDayAt(clock.now(), timeZone)
}
