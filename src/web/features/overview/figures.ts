import type { Overview } from '../../shared/api/types.ts'

/** A day: what waits longer for a target is named on top. */
const LONG_FROM_HOURS = 24
const MONTH_HOURS = 720

export interface Figures {
  readonly today: number
  readonly todayOpen: number
  readonly waiting: number
  readonly waitingLong: number
  readonly delivered: number
  readonly claimed: number
  readonly late: number
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** The few numbers that stand on top. */
export function figuresOf({ bands, waiting, units, days: [today] }: Overview): Figures {
  const olderThan = (hours: number, counts: readonly number[]): number =>
    sum(counts.filter((_, index) => (bands[index]?.fromHours ?? 0) >= hours))
  return {
    today: today?.received ?? 0,
    todayOpen: today?.open ?? 0,
    waiting: sum(waiting),
    waitingLong: olderThan(LONG_FROM_HOURS, waiting),
    delivered: sum(units.flatMap(({ open }) => open)),
    claimed: sum(units.map(({ claimed }) => claimed)),
    late: olderThan(MONTH_HOURS, waiting) + sum(units.map(({ open }) => olderThan(MONTH_HOURS, open))),
  }
}

export interface AgeRow {
  /** Undefined for the mailroom. */
  readonly orgUnitId: string | undefined
  readonly open: readonly number[]
  readonly total: number
  readonly claimed: number | undefined
}

/** The mailroom first, then the units with the most open post. */
export function ageRows({ waiting, units }: Pick<Overview, 'waiting' | 'units'>): readonly AgeRow[] {
  const rows = units
    .map(({ orgUnitId, open, claimed }): AgeRow => ({ orgUnitId, open, total: sum(open), claimed }))
    .toSorted((a, b) => b.total - a.total)
  const mailroom: AgeRow = { orgUnitId: undefined, open: waiting, total: sum(waiting), claimed: undefined }
  return mailroom.total === 0 ? rows : [mailroom, ...rows]
}
