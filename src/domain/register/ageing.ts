import { isGroup, postsOn, type OrgUnit, type User } from '../access/organisation.ts'
import { workingHoursBefore } from '../calendar/working-hours.ts'
import type { ItemState } from '../intake/incoming-item.ts'

/**
 * Where open mail lies: waiting for a target, returned by a unit, behind the door of the quarantine, in the inbox of a unit, in
 * somebody's hands.
 */
export const AGEING_STAGES = ['waiting', 'returned', 'quarantined', 'routed', 'accepted'] as const
export type AgeingStage = (typeof AGEING_STAGES)[number]

/** Stages that the mailroom answers for; for all others it is the unit. */
export const MAILROOM_STAGES: readonly AgeingStage[] = ['waiting', 'returned', 'quarantined']

const STATES: Readonly<Record<AgeingStage, readonly ItemState[]>> = {
  waiting: ['registered', 'capturing', 'qc', 'indexing'],
  returned: ['returned'],
  quarantined: ['quarantined'],
  routed: ['routed'],
  accepted: ['accepted'],
}

/** How long mail may have been in the house and still be at a stage. There is one record a tenant; until then the defaults hold. */
export interface AgeingLimits {
  readonly id: string
  readonly tenantId: string
  /** Hours of working days since the capture; a stage without a number has no limit. */
  readonly hours: Readonly<Partial<Record<AgeingStage, number>>>
  /** 0 as long as nothing was changed. */
  readonly version: number
}

export const AGEING_LIMITS_ID = 'ageing'
/** A working day to find the target, two more for a letter that has come back, three to be taken, ten to be done. */
const DEFAULT_HOURS = { waiting: 24, returned: 72, quarantined: 24, routed: 72, accepted: 240 } as const

export function defaultAgeingLimits(tenantId: string): AgeingLimits {
  return { id: AGEING_LIMITS_ID, tenantId, hours: DEFAULT_HOURS, version: 0 }
}

/** A limit as it is at a moment. */
export interface StageLimit {
  readonly stage: AgeingStage
  readonly states: readonly ItemState[]
  readonly hours: number
  /** ISO 8601 instant: what was captured before it is over the limit. */
  readonly before: string
}

export function stageLimitsAt(
  { hours }: Pick<AgeingLimits, 'hours'>,
  now: Date,
  timeZone: string,
): StageLimit[] {
  return AGEING_STAGES.flatMap((stage) => {
    const limit = hours[stage]
    if (limit === undefined) return []
    const before = workingHoursBefore(now, limit, timeZone).toISOString()
    return [{ stage, states: STATES[stage], hours: limit, before }]
  })
}

type Staff = Pick<User, 'id' | 'roles' | 'orgUnitIds' | 'postDays' | 'disabled'>

/**
 * Units for whose inboxes one of the people answers: those in which he is head, and those below that have no head of their own
 * up to him.
 *
 * @param day `YYYY-MM-DD` in the time zone of the tenant
 */
export function unitsAnsweredForBy(
  userIds: readonly string[],
  users: readonly Staff[],
  units: readonly OrgUnit[],
  day: string,
): string[] {
  const headsOf = new Map<string, string[]>()
  for (const user of users.filter(({ roles, disabled }) => roles.includes('head') && !disabled)) {
    for (const unitId of postsOn(user, day)) headsOf.set(unitId, [...(headsOf.get(unitId) ?? []), user.id])
  }
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  return units
    .filter((unit) => nearestHeads(unit, byId, headsOf).some((id) => userIds.includes(id)))
    .map(({ id }) => id)
}

/** Nobody is head of a group: that is who leads the unit that it hangs below. */
function nearestHeads(
  unit: OrgUnit,
  units: ReadonlyMap<string, OrgUnit>,
  headsOf: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const passed = new Set<string>()
  for (let at: OrgUnit | undefined = unit; at !== undefined && !passed.has(at.id);) {
    passed.add(at.id)
    const heads = isGroup(at) ? undefined : headsOf.get(at.id)
    if (heads !== undefined) return heads
    at = units.get(at.parentId ?? '')
  }
  return []
}
