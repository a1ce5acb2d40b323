import type { AgeingLimitsView, Overview as OverviewView } from '../../contract/overview.ts'
import { AGE_BANDS } from '../../domain/register/age-bands.ts'
import type { AgeingLimits } from '../../domain/register/ageing.ts'
import type { Overview } from '../../usecases/register/show-overview.ts'
import type { Presented } from '../route.ts'
import { presentItemSummary } from './incoming-items.ts'

export function presentOverview(overview: Overview): Presented<OverviewView> {
  const { at, stages, waiting, units, days, oldest, limits, waitingOverdue, overdue } = overview
  return {
    at,
    bands: AGE_BANDS.map(({ fromHours, belowHours }) => ({ fromHours, belowHours: belowHours ?? null })),
    stages,
    waiting,
    units,
    days,
    oldest: oldest.map(presentItemSummary),
    limits: limits.map((limit) => ({ ...limit, states: [...limit.states] })),
    waitingOverdue,
    overdue: overdue.map(presentItemSummary),
  }
}

export function presentAgeingLimits({ hours, version }: AgeingLimits): Presented<AgeingLimitsView> {
  const { waiting = null, returned = null, quarantined = null, routed = null, accepted = null } = hours
  return { hours: { waiting, returned, quarantined, routed, accepted }, version }
}
