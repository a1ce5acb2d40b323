import type { Overview as OverviewView } from '../../contract/overview.ts'
import { AGE_BANDS } from '../../domain/register/age-bands.ts'
import type { Overview } from '../../usecases/register/show-overview.ts'
import type { Presented } from '../route.ts'
import { presentItemSummary } from './incoming-items.ts'

export function presentOverview(overview: Overview): Presented<OverviewView> {
  const { at, stages, waiting, units, days, oldest } = overview
  return {
    at,
    bands: AGE_BANDS.map(({ fromHours, belowHours }) => ({ fromHours, belowHours: belowHours ?? null })),
    stages,
    waiting,
    units,
    days,
    oldest: oldest.map(presentItemSummary),
  }
}
