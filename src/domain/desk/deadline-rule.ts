import {
  addDays,
  addMonths,
  daysInMonth,
  isoDate,
  parseIsoDate,
  type CivilDate,
} from '../calendar/civil-date.ts'
import { restDayOn, workingDayFrom, type RestDay } from '../calendar/holidays.ts'
import { periodEnd } from '../calendar/period.ts'
import { MailroomError } from '../errors.ts'

/**
 * What starts a deadline. `posting`: a letter of an authority was given to the post and counts as served on the fourth day
 * after it (§ 41 (2) VwVfG). `day-begin`: the day itself is the first one that counts (§ 187 (2) BGB); after every other
 * event it is the day after (§ 187 (1) BGB).
 */
export const START_EVENTS = ['receipt', 'service', 'letter-date', 'posting', 'day-begin'] as const
export type StartEvent = (typeof START_EVENTS)[number]

export const LENGTH_UNITS = ['day', 'week', 'month', 'year'] as const
export type LengthUnit = (typeof LENGTH_UNITS)[number]

/** Days are `YYYY-MM-DD`. */
interface LengthRule {
  readonly kind: 'length'
  readonly event: StartEvent
  readonly eventOn: string
  readonly count: number
  readonly unit: LengthUnit
  /** Only of `posting`: whether a fourth day without work moves on, too. Courts disagree; whoever decides is to know. */
  readonly movesServiceDay?: boolean
  /** Whether an end on a Saturday, Sunday or holiday moves on (§ 193 BGB, § 31 (3) VwVfG). */
  readonly toWorkingDay: boolean
}

/** The end was said as a day. */
interface EndRule {
  readonly kind: 'end'
  readonly endsOn: string
  readonly toWorkingDay: boolean
}

export type DeadlineRule = LengthRule | EndRule

export const STEP_RULES = [
  'event',
  'deemed-service',
  'service-moved',
  'service-kept',
  'first-day',
  'last-day',
  'month-end',
  'fixed-end',
  'end-moved',
  'end-kept',
  'end-working-day',
] as const
export type StepRule = (typeof STEP_RULES)[number]

/** One line of the calculation, as people check it. */
export interface DeadlineStep {
  readonly rule: StepRule
  /** The day that the step arrives at. */
  readonly on: string
  /** Days without work that were passed over, or that the end stays on. */
  readonly restDays?: readonly { readonly on: string; readonly reason: RestDay }[]
}

export interface CalculatedDeadline {
  readonly endsOn: string
  readonly steps: readonly DeadlineStep[]
}

const DAYS_TO_DEEMED_SERVICE = 4

/**
 * The last day of a deadline with the way to it: §§ 187 to 193 BGB, to which § 31 VwVfG refers, with the holidays of
 * Rhineland-Palatinate.
 *
 * @throws {MailroomError} `validation-failed` for a day that does not exist
 */
export function calculatedDeadline(rule: DeadlineRule): CalculatedDeadline {
  if (rule.kind === 'end') {
    const end = dayOf(rule.endsOn, 'endsOn')
    return ended(end, rule.toWorkingDay, [{ rule: 'fixed-end', on: rule.endsOn }])
  }
  const event = dayOf(rule.eventOn, 'eventOn')
  const { day: start, steps } = startOf(rule, event)
  const isCounted = rule.event === 'day-begin'
  const first = isCounted ? start : addDays(start, 1)
  const last = isCounted ? endOfCounted(start, rule) : periodEnd(start, rule.count, rule.unit)
  return ended(last, rule.toWorkingDay, [
    ...steps,
    { rule: 'first-day', on: isoDate(first) },
    { rule: isShortened(start, rule) ? 'month-end' : 'last-day', on: isoDate(last) },
  ])
}

/** The day on which the event counts as having happened. */
function startOf(
  rule: LengthRule,
  event: CivilDate,
): { readonly day: CivilDate; readonly steps: readonly DeadlineStep[] } {
  const told: DeadlineStep = { rule: 'event', on: rule.eventOn }
  if (rule.event !== 'posting') return { day: event, steps: [told] }
  const fourth = addDays(event, DAYS_TO_DEEMED_SERVICE)
  const deemed: DeadlineStep = { rule: 'deemed-service', on: isoDate(fourth) }
  if (restDayOn(fourth) === undefined) return { day: fourth, steps: [told, deemed] }
  if (rule.movesServiceDay !== true) {
    const kept: DeadlineStep = {
      rule: 'service-kept',
      on: isoDate(fourth),
      restDays: restDaysFrom(fourth, 'one'),
    }
    return { day: fourth, steps: [told, deemed, kept] }
  }
  const day = workingDayFrom(fourth)
  const moved: DeadlineStep = {
    rule: 'service-moved',
    on: isoDate(day),
    restDays: restDaysFrom(fourth, 'all'),
  }
  return { day, steps: [told, deemed, moved] }
}

/** With the first day counted, the end lies on the day before the one of the same name or number (§ 188 (2) BGB). */
function endOfCounted(start: CivilDate, rule: LengthRule): CivilDate {
  const end = periodEnd(start, rule.count, rule.unit)
  return isShortened(start, rule) ? end : addDays(end, -1)
}

/** The month of the end has no such day, so that its last one counts (§ 188 (3) BGB). */
function isShortened(start: CivilDate, { unit, count }: LengthRule): boolean {
  if (unit === 'day' || unit === 'week') return false
  const { year, month } = addMonths({ ...start, day: 1 }, unit === 'year' ? count * 12 : count)
  return start.day > daysInMonth(year, month)
}

function ended(last: CivilDate, toWorkingDay: boolean, steps: readonly DeadlineStep[]): CalculatedDeadline {
  if (restDayOn(last) === undefined) {
    const on = isoDate(last)
    return { endsOn: on, steps: [...steps, { rule: 'end-working-day', on }] }
  }
  const end = toWorkingDay ? workingDayFrom(last) : last
  const restDays = restDaysFrom(last, toWorkingDay ? 'all' : 'one')
  const on = isoDate(end)
  return { endsOn: on, steps: [...steps, { rule: toWorkingDay ? 'end-moved' : 'end-kept', on, restDays }] }
}

function restDaysFrom(first: CivilDate, which: 'one' | 'all'): NonNullable<DeadlineStep['restDays']> {
  const found: { on: string; reason: RestDay }[] = []
  let day = first
  for (let reason = restDayOn(day); reason !== undefined; reason = restDayOn(day)) {
    found.push({ on: isoDate(day), reason })
    if (which === 'one') break
    day = addDays(day, 1)
  }
  return found
}

function dayOf(text: string, path: string): CivilDate {
  const day = parseIsoDate(text)
  if (day !== undefined) return day
  const message = 'Diesen Tag gibt es nicht.'
  throw new MailroomError('validation-failed', message, { faults: [{ path, message }] })
}
