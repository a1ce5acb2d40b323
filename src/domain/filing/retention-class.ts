/**
 * When the years begin to count: at the end of the year in which the case file was closed (the rule of most schedules),
 * or on the day of closing itself.
 */
export const RETENTION_STARTS = ['end-of-closing-year', 'closing-day'] as const
export type RetentionStart = (typeof RETENTION_STARTS)[number]

/** What is proposed for the end: hand over to the archive (A), have it appraised (B), destroy (V); codes of xdomea. */
export const DISPOSAL_PROPOSALS = ['A', 'B', 'V'] as const
export type DisposalProposal = (typeof DISPOSAL_PROPOSALS)[number]

/** How long case files are kept after they were closed (Aufbewahrungsfrist). Entries of the filing plan name one. */
export interface RetentionClass {
  /** Short key, unique in the tenant, such as `10-v`. */
  readonly id: string
  readonly tenantId: string
  readonly name: string
  /** Absent: kept for ever. */
  readonly years?: number
  readonly start: RetentionStart
  readonly proposal: DisposalProposal
  /** No more given to entries; those that have it keep it. */
  readonly retired: boolean
  readonly version: number
}

/**
 * The last day on which a closed case file must be kept, `YYYY-MM-DD`; `undefined` for ever.
 *
 * @param closedOn day of closing, `YYYY-MM-DD`
 */
export function lastDayOfRetention(
  { years, start }: Pick<RetentionClass, 'years' | 'start'>,
  closedOn: string,
): string | undefined {
  if (years === undefined) return undefined
  const lastYear = String(Number(closedOn.slice(0, 4)) + years).padStart(4, '0')
  if (start === 'end-of-closing-year') return `${lastYear}-12-31`
  const monthAndDay = closedOn.slice(4)
  // The day that the year does not have counts as the one after it, so that nothing ends too early.
  return monthAndDay === '-02-29' && !isLeapYear(Number(lastYear))
    ? `${lastYear}-03-01`
    : `${lastYear}${monthAndDay}`
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
