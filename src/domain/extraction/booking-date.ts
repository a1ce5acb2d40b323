import { germanDate, isoDate } from '../calendar/civil-date.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { surroundingsOf } from './context-of.ts'
import { findDates } from './dates.ts'
import type { FoundDate } from './dates.ts'
import { found, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import type { Proposal } from './proposal.ts'
import { cellAt, placeOf } from './reading.ts'
import type { PageText } from './reading.ts'

/** What a label says of the date behind it. */
interface DayKind {
  readonly kind: 'trade' | 'payment' | 'value' | 'booking'
  /** Log-odds that this is the day on which the business took place. */
  readonly strength: number
  readonly names: string
}

const DAY_KINDS: readonly DayKind[] = [
  {
    kind: 'trade',
    strength: 4,
    names:
      'handels(?:tag|datum)|schluss(?:tag|datum)|(?:order)?ausführungs?(?:tag|datum|zeit)?|geschäftstag|abschluss(?:tag|datum)|ausgeführt am|trade date',
  },
  {
    kind: 'payment',
    strength: 3.4,
    names: 'zahltag|zahlbarkeits?tag|(?:aus)?zahlungs?(?:tag|datum)|payment date|pay date',
  },
  {
    kind: 'value',
    strength: 3.6,
    names: 'valuta(?:tag|datum)?|wertstellung(?:stag|sdatum)?|wert(?=[ \\n\\t]|$)|value date',
  },
  {
    kind: 'booking',
    strength: 2.8,
    names: 'buchungs?(?:tag|datum)|gebucht am|buchung(?: vom)?(?=\\s|$)|booking date',
  },
]

const BEHIND = String.raw`(?:[ ]?[-/]{1,2}[ ]?(?:handels|orts|uhr)?zeit)?(?:[ ](?:datum|tag|am|per|vom|me[sz]{1,2})){0,2}(?:[ ]?/[ ]?zeit)?[\s:.]{0,3}(?:(?:den|am|zum)\s+)?$`
const LABELS = DAY_KINDS.map((day) => ({
  ...day,
  pattern: new RegExp(String.raw`(?<![\p{L}-])(?<word>${day.names})${BEHIND}`, 'iu'),
}))
const HEADINGS = DAY_KINDS.map((day) => ({
  ...day,
  pattern: new RegExp(String.raw`^(?:${day.names})$`, 'iu'),
}))

/** Headings of columns of dates, of whatever kind. */
const DATE_HEADING =
  /(?<![\p{L}-])(?:[\p{L}-]{2,20}-?(?:tag|datum)|datum|valuta|wert(?:stellung)?)(?![\p{L}-])/giu

const MAX_PAGES = 3
const MAX_PROPOSALS = 5
/** More on one page are a list of bookings; the first ones are enough. */
const MAX_DATES = 200
/** What a page is about by the word that it names first. */
const BUSINESS =
  /(?<income>dividende|ausschüttung|ertr(?:a|ä)gnis|ertragsgutschrift|zinsgutschrift|vorabpauschale)|(?<trade>(?<!\p{L})(?:ver)?kauf(?!\p{L})|kaufauftrag)/iu

/** The day on which what a bank or a till writes of was done, paid or booked; apart from the date of the letter. */
export function extractBookingDate(pages: readonly PageText[], receivedOn: CivilDate): FieldResult {
  const first = pages.slice(0, MAX_PAGES)
  const business = BUSINESS.exec(first.map(({ text }) => text).join('\n'))?.groups ?? {}
  const proposals = first.flatMap((page) => {
    const dates = findDates(page.text, receivedOn.year).slice(0, MAX_DATES)
    return dates.flatMap((date) => bookingProposal(page, date, dates, business))
  })
  return found(ranked(proposals, MAX_PROPOSALS), 'Kein Buchungs- oder Wertstellungstag gefunden.')
}

function bookingProposal(
  page: PageText,
  date: FoundDate,
  dates: readonly FoundDate[],
  business: Business,
): Proposal[] {
  const label = labelOf(page, date, dates)
  if (label === undefined || isOtherDay(label.kind, business)) return []
  const reasons = [
    reason('label', `Davor oder darüber steht „${label.word}“.`, label.strength),
    reason('base', 'Datum auf den ersten Seiten.', -1),
  ]
  return [
    proposalOf({
      value: isoDate(date.date),
      place: placeOf(page, date.start, date.end),
      reasons,
      details: { text: germanDate(date.date), kind: label.kind },
    }),
  ]
}

type Business = Readonly<Partial<Record<string, string>>>

/** On a note of income the closing day is the one on which the paper had to be owned, on a purchase the value day that of payment. */
function isOtherDay(kind: DayKind['kind'], { income, trade }: Business): boolean {
  return (income !== undefined && kind === 'trade') || (trade !== undefined && kind === 'value')
}

interface DayLabel {
  readonly kind: DayKind['kind']
  readonly strength: number
  readonly word: string
}

/** In front of the date, to its left or over it; in a table by the place among the dates of its row. */
function labelOf(page: PageText, date: FoundDate, dates: readonly FoundDate[]): DayLabel | undefined {
  const around = surroundingsOf(page, date.start, date.end)
  const ownLine = around.before.slice(around.before.lastIndexOf('\n') + 1)
  return (
    labelAtEnd(ownLine) ??
    headingInOrder(page, date, dates) ??
    (/\p{L}/u.test(ownLine)
      ? undefined
      : (labelAtEnd(around.left) ?? labelAtEnd(around.above) ?? labelAtEnd(around.before)))
  )
}

function labelAtEnd(text: string): DayLabel | undefined {
  for (const { kind, strength, pattern } of LABELS) {
    const word = pattern.exec(text)?.groups?.['word']
    if (word !== undefined) return { kind, strength, word }
  }
  return undefined
}

/** "Ex-Tag Zahltag" over "02.01.2018 15.01.2018": as many headings as dates belong together one by one. */
function headingInOrder(page: PageText, date: FoundDate, dates: readonly FoundDate[]): DayLabel | undefined {
  const row = cellAt(page, date.start)?.row ?? 0
  const inRow = dates.filter(({ start }) => cellAt(page, start)?.row === row)
  const headings = [...textOfRow(page, row - 1).matchAll(DATE_HEADING)].map(([word]) => word)
  const heading = headings[inRow.findIndex(({ start }) => start === date.start)]
  if (heading === undefined || headings.length !== inRow.length) return undefined
  const day = HEADINGS.find(({ pattern }) => pattern.test(heading))
  return day === undefined ? undefined : { kind: day.kind, strength: day.strength, word: heading }
}

function textOfRow(page: PageText, row: number): string {
  return (page.rows[row] ?? []).map(({ text }) => text).join(' ')
}
