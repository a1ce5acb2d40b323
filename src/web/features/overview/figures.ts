import type { ItemSummary, Overview } from '../../shared/api/types.ts'

const MONTH_HOURS = 720

export interface Figures {
  readonly today: number
  readonly todayOpen: number
  readonly waiting: number
  readonly waitingOverdue: number
  readonly delivered: number
  readonly claimed: number
  readonly late: number
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** The few numbers that stand on top. */
export function figuresOf(overview: Overview): Figures {
  const { bands, waiting, waitingOverdue, units } = overview
  const [today] = overview.days
  const olderThan = (hours: number, counts: readonly number[]): number =>
    sum(counts.filter((_, index) => (bands[index]?.fromHours ?? 0) >= hours))
  return {
    today: today?.received ?? 0,
    todayOpen: today?.open ?? 0,
    waiting: sum(waiting),
    waitingOverdue,
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
  readonly overdue: number
}

type Loads = Pick<Overview, 'waiting' | 'waitingOverdue' | 'units'>

/** The mailroom first, then the units with the most open post. */
export function ageRows({ waiting, waitingOverdue, units }: Loads): readonly AgeRow[] {
  const rows = units
    .map(({ open, ...load }): AgeRow => ({ ...load, open, total: sum(open) }))
    .toSorted((a, b) => b.total - a.total)
  const mailroom: AgeRow = {
    orgUnitId: undefined,
    open: waiting,
    total: sum(waiting),
    claimed: undefined,
    overdue: waitingOverdue,
  }
  return mailroom.total === 0 ? rows : [mailroom, ...rows]
}

/** Whether an item has been in the house for longer than the limit of its stage. */
export function isOverdue(
  { state, capturedAt }: Pick<ItemSummary, 'state' | 'capturedAt'>,
  limits: Overview['limits'],
): boolean {
  const limit = limits.find(({ states }) => states.includes(state))
  return limit !== undefined && Date.parse(capturedAt) < Date.parse(limit.before)
}
