import { daysBetween, germanDate, isRealDate, isoDate } from '../calendar/civil-date.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { workingDayFrom } from '../calendar/holidays.ts'
import { periodEnd } from '../calendar/period.ts'
import { surroundingsOf } from './context-of.ts'
import type { Surroundings } from './context-of.ts'
import { findDates, findDayMonths } from './dates.ts'
import { DEADLINE_NAMES, deadlineKind } from './deadline-kind.ts'
import type { DeadlineKind } from './deadline-kind.ts'
import { findPeriods } from './deadline-period.ts'
import type { FoundPeriod } from './deadline-period.ts'
import { foundWhenLikely, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import type { Proposal, Reason } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText } from './reading.ts'

export interface DeadlineContext {
  readonly receivedOn: CivilDate
  /** Date of the letter, when it was found. */
  readonly letterDate?: CivilDate | undefined
}

const WEEKDAY = String.raw`(?:(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)\.?,?\s*)?`
/** What stands right before the last day of a deadline. */
const LEAD_IN = new RegExp(
  String.raw`(?<![\p{L}])(?<lead>bis(?:\s+(?:spätestens|längstens))?(?:\s+(?:zum|einschließlich|einschl\.?|am))?|(?:bis\s+)?spätestens(?:\s+(?:bis(?:\s+zum)?|am|zum))?|(?:zahlungs|abgabe|antwort|äußerungs|rückgabe|bewerbungs|widerspruchs|einsende|melde)?frist(?:\s+(?:bis|endet|läuft|am|zum|ab|ist)){0,3}|fällig(?:keit)?(?:s-?(?:datum|tag))?(?:\s+(?:am|zum|ab|bis|ist)){0,2}|zahlbar(?:\s+(?:bis|am|zum)){0,2}|zahlungsziel|zahlungstermin|einsendeschluss|abgabetermin|(?:ausschluss|stich)termin|(?:gerichts|verhandlungs|anhörungs|erörterungs|orts|vor)?termin(?:\s+(?:am|ist|findet)){0,2}|due(?:\s+(?:date|by|on))?|payable by|pay by)[\s:,]*${WEEKDAY}(?:,?\s*(?:den|dem)\s+)?$`,
  'iu',
)
/** "01.03.2026 bis", "vom 1. bis": the end of a period and no deadline. */
const PERIOD_LEAD =
  /(?:\d{4}|\d{1,2}\.|\d{1,2}\.\d{1,2}\.|Zeit|Zeitraum|gültig|befristet|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\s*(?:bis(?: einschließlich| zum)?|-|–)\s*$/iu
const VALIDITY = /gültig|befristet|gilt|laufzeit|bindefrist/iu

const LEAST_WEIGHT = 0.35
const MAX_PROPOSALS = 6
const AROUND = 120

export function extractDeadlines(pages: readonly PageText[], context: DeadlineContext): FieldResult {
  const proposals = pages.flatMap((page) => [
    ...absoluteDeadlines(page, context),
    ...relativeDeadlines(page, context),
  ])
  return foundWhenLikely(ranked(proposals, MAX_PROPOSALS), LEAST_WEIGHT, 'Keine Frist gefunden.')
}

interface Day {
  readonly start: number
  readonly end: number
  readonly date: CivilDate
}

function absoluteDeadlines(page: PageText, { receivedOn, letterDate }: DeadlineContext): readonly Proposal[] {
  const dates: readonly Day[] = findDates(page.text, receivedOn.year)
  const withoutYear = findDayMonths(page.text)
    .filter((day) => !dates.some((date) => day.start < date.end && date.start < day.end))
    .flatMap((day): Day[] => nextDay(day, letterDate ?? receivedOn))
  return [...dates, ...withoutYear].flatMap((day) => absoluteDeadline(page, day, letterDate ?? receivedOn))
}

/** The next such day after a date; none for 29 February of a year without it. */
function nextDay(
  { start, end, month, day }: { start: number; end: number; month: number; day: number },
  after: CivilDate,
): Day[] {
  const thisYear = { year: after.year, month, day }
  const date = daysBetween(after, thisYear) >= 0 ? thisYear : { year: after.year + 1, month, day }
  return isRealDate(date) ? [{ start, end, date }] : []
}

function absoluteDeadline(page: PageText, day: Day, writtenOn: CivilDate): Proposal[] {
  const hit = leadInOf(surroundingsOf(page, day.start, day.end))
  if (hit === undefined) return []
  const { lead, label } = hit
  const before = `${page.text.slice(Math.max(0, day.start - AROUND), day.start)} ${label}`
  const after = page.text.slice(day.end, day.end + AROUND)
  const kind = deadlineKind(before, after)
  const reasons = [
    reason('lead-in', `Davor steht „${lineOf(lead)}“.`, 2),
    reason(
      'kind',
      `Die Wörter in der Nähe sprechen für: ${DEADLINE_NAMES[kind]}.`,
      kind === 'other' ? -0.5 : 0.5,
    ),
  ]
  if (VALIDITY.test(label.slice(-40))) reasons.push(reason('validity', 'Es geht um eine Gültigkeit.', -2))
  if (daysBetween(writtenOn, day.date) < 0)
    reasons.push(reason('past', 'Der Tag lag schon vor dem Schreiben.', -2))
  const text = lineOf(`${lead} ${page.text.slice(day.start, day.end)}`)
  return [deadlineProposal(page, day, isoDate(day.date), reasons, { kind, text })]
}

/** The words that make a date a deadline: before it, left of it, or in the heading above. */
function leadInOf(around: Surroundings): { readonly lead: string; readonly label: string } | undefined {
  const ownLine = around.before.slice(around.before.lastIndexOf('\n') + 1)
  const isAlone = !/\p{L}/u.test(ownLine)
  const label = isAlone ? `${around.before}${around.left} ` : around.before
  const match = LEAD_IN.exec(label) ?? (isAlone ? LEAD_IN.exec(`${around.above} `) : null)
  const lead = match?.groups?.['lead']
  return lead === undefined || PERIOD_LEAD.test(label) ? undefined : { lead, label }
}

function relativeDeadlines(page: PageText, context: DeadlineContext): readonly Proposal[] {
  return findPeriods(page.text).map((period) => {
    const before = page.text.slice(Math.max(0, period.start - AROUND), period.start)
    const after = page.text.slice(period.start, period.end + AROUND)
    const kind = deadlineKind(before, after)
    const text = lineOf(page.text.slice(period.start, period.end))
    const event = eventOf(period, kind, context)
    const reasons: Reason[] = [reason('period', `Frist nach den Worten „${text}“.`, 1.5)]
    if (event === undefined) {
      reasons.push(reason('unknown-start', 'Wann sie beginnt, steht nicht im Schreiben.', -0.5))
      return deadlineProposal(page, period, text, reasons, { kind, text })
    }
    const last = periodEnd(event.date, period.count, period.unit)
    const due = workingDayFrom(last)
    reasons.push(reason('start', `Gerechnet ab ${event.name} ${germanDate(event.date)}.`, 0.5))
    if (isoDate(due) !== isoDate(last)) {
      reasons.push(
        reason(
          'working-day',
          `Der ${germanDate(last)} ist kein Werktag; es gilt der nächste (§ 193 BGB).`,
          0,
        ),
      )
    }
    return deadlineProposal(page, period, isoDate(due), reasons, {
      kind,
      text,
      startedOn: isoDate(event.date),
    })
  })
}

interface StartEvent {
  readonly date: CivilDate
  readonly name: string
}

/** Without a named event, payment runs from the date of the letter and all else from its arrival. */
function eventOf(period: FoundPeriod, kind: DeadlineKind, context: DeadlineContext): StartEvent | undefined {
  const receipt = { date: context.receivedOn, name: 'dem Eingang am' }
  const from = period.from ?? (kind === 'payment' ? 'letter-date' : 'receipt')
  if (from === 'unknown') return undefined
  if (from === 'receipt') return receipt
  return context.letterDate === undefined
    ? receipt
    : { date: context.letterDate, name: 'dem Datum des Schreibens, dem' }
}

function deadlineProposal(
  page: PageText,
  range: { readonly start: number; readonly end: number },
  value: string,
  reasons: readonly Reason[],
  details: Readonly<Record<string, string>>,
): Proposal {
  return proposalOf({ value, place: placeOf(page, range.start, range.end), reasons, details })
}

function lineOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
