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

/** So many of one stage are looked at together; beyond that one unit after the other. */
const GLANCE = 200

/** Mostly nothing is overdue, and one look tells: the bell must not take the database from those who work. */
async function overdueInUnits(
  ports: AnsweringPorts,
  actor: Actor,
  limits: readonly StageLimit[],
  { most, day }: { readonly most: number; readonly day: string },
  signal: AbortSignal,
): Promise<OverdueItem[]> {
  const { represents = [], roles, userId } = actor
  if (!roles.includes('head') && represents.length === 0) return []
  const passed: StageLimit[] = []
  for (const limit of limits) {
    if ((await overdueItems(ports, actor, [limit], { most: 1 }, signal)).length > 0) passed.push(limit)
  }
  if (passed.length === 0) return []
  const userIds = [userId, ...represents.map((one) => one.userId)]
  const [users, units] = await Promise.all([
    ports.users.list(actor, signal),
    ports.orgUnits.list(actor, signal),
  ])
  const unitIds = unitsAnsweredForBy(userIds, users, units, day)
  const found: OverdueItem[] = []
  for (const limit of passed) {
    const seen = await overdueItems(ports, actor, [limit], { most: GLANCE }, signal)
    if (seen.length < GLANCE) {
      found.push(...seen.filter(({ item }) => unitIds.includes(item.target?.orgUnitId ?? '')))
      continue
    }
    for (const orgUnitId of unitIds) {
      found.push(...(await overdueItems(ports, actor, [limit], { most, orgUnitId }, signal)))
    }
  }
  return found
}
