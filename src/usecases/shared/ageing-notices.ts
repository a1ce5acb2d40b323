import { leadsMailroom, type Actor } from '../../domain/access/actor.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import { MAILROOM_STAGES, unitsAnsweredForBy, type StageLimit } from '../../domain/register/ageing.ts'
import type { OrgUnits, Users } from '../../ports/organisation.ts'
import { limitsNow, longestFirst, overdueItems, type AgeingPorts, type OverdueItem } from './overdue-items.ts'

export interface AnsweringPorts extends AgeingPorts {
  readonly orgUnits: OrgUnits
  readonly users: Users
}

export interface AnsweredFor {
  readonly items: readonly OverdueItem[]
  readonly timeZone: string
}

/**
 * Overdue mail that the actor has to answer for: what lies in the mailroom when he leads it, and what lies in the units whose
 * nearest head he, or one for whom he stands in, is.
 */
export async function overdueToAnswerFor(
  ports: AnsweringPorts,
  actor: Actor,
  most: number,
  signal: AbortSignal,
): Promise<AnsweredFor> {
  const { limits, timeZone } = await limitsNow(ports, actor, signal)
  const ofMailroom = limits.filter(({ stage }) => MAILROOM_STAGES.includes(stage))
  const ofUnits = limits.filter(({ stage }) => !MAILROOM_STAGES.includes(stage))
  const items = leadsMailroom(actor.roles)
    ? await overdueItems(ports, actor, ofMailroom, { most }, signal)
    : []
  const day = calendarDayAt(ports.clock.now(), timeZone)
  const inUnits = await overdueInUnits(ports, actor, ofUnits, { most, day }, signal)
  return { items: longestFirst([...items, ...inUnits]).slice(0, most), timeZone }
}

/** One unit after the other: a bell must not take the database from those who work. */
async function overdueInUnits(
  ports: AnsweringPorts,
  actor: Actor,
  limits: readonly StageLimit[],
  { most, day }: { readonly most: number; readonly day: string },
  signal: AbortSignal,
): Promise<OverdueItem[]> {
  const { represents = [], roles, userId } = actor
  if (!roles.includes('head') && represents.length === 0) return []
  const userIds = [userId, ...represents.map((one) => one.userId)]
  const [users, units] = await Promise.all([
    ports.users.list(actor, signal),
    ports.orgUnits.list(actor, signal),
  ])
  const found: OverdueItem[] = []
  for (const orgUnitId of unitsAnsweredForBy(userIds, users, units, day)) {
    found.push(...(await overdueItems(ports, actor, limits, { most, orgUnitId }, signal)))
  }
  return found
}
