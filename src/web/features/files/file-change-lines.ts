import type { HistoryEvent } from '../../shared/api/types.ts'
import { formatCalendarDate, formatInstant } from '../../shared/format.ts'
import type { Texts } from '../../shared/texts.de.ts'

/** Of what the ids in a history are the ids. */
interface Names {
  readonly unit: (id: string) => string
  readonly plan: (id: string) => string
}

type Words = (value: unknown, texts: Texts, names: Names) => string

const plain: Words = (value) => shortText(value)
const day: Words = (value) => formatCalendarDate(String(value))
function part(field: string): Words {
  return (value) => shortText((Object(value) as Readonly<Record<string, unknown>>)[field] ?? '')
}

function shortText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What of an event people are told, and how; what only the program needs is left out. */
const TOLD: Readonly<Record<string, Words>> = {
  fileNumber: plain,
  subject: plain,
  filingPlanEntryId: (value, _texts, { plan }) => plan(String(value)),
  leadUnitId: (value, _texts, { unit }) => unit(String(value)),
  level: (value, { access }) => access.levels[String(value) as keyof typeof access.levels],
  state: (value, { files }) => (value === 'closed' ? files.closed : files.open),
  closedAt: (value) => formatInstant(String(value)),
  medium: (value, { files }) => files.media[String(value) as keyof typeof files.media],
  location: plain,
  foreignReference: plain,
  periodFrom: day,
  periodTo: day,
  item: part('receiptNumber'),
  serials: (value) => (Array.isArray(value) ? value.join(', ') : ''),
  document: part('serial'),
  subFile: numbered,
  procedure: numbered,
  reference: plain,
  hold: part('owner'),
  appraisal: plain,
  entry: dueEntry,
  disclosure: part('recipient'),
  followUp: part('subject'),
  letter: writtenLetter,
}

/** A deadline or a resubmission. */
function dueEntry(value: unknown): string {
  const { purpose, dueOn } = Object(value) as { readonly purpose?: unknown; readonly dueOn?: unknown }
  return `${shortText(purpose)} (${formatCalendarDate(shortText(dueOn))})`
}

/** Of a letter that few may know only its number is told. */
function writtenLetter(value: unknown): string {
  const { number, recipient, subject } = Object(value) as Readonly<Record<string, unknown>>
  return [number, recipient, subject].filter((part) => typeof part === 'string').join(', ')
}

function numbered(value: unknown): string {
  const { serial, subject } = Object(value) as { readonly serial?: unknown; readonly subject?: unknown }
  return `${String(serial)} ${String(subject)}`
}

/** The changed values of one event, a line each. */
export function fileChangeLines(
  { changes }: Pick<HistoryEvent, 'changes'>,
  texts: Texts,
  names: Names,
): readonly string[] {
  const { files } = texts
  const labels: Readonly<Record<string, string>> = files.changed
  return Object.entries(changes).flatMap(([field, { before, after }]) => {
    const words = TOLD[field]
    if (words === undefined) return []
    const shown = (value: unknown) =>
      value === undefined || value === null ? undefined : words(value, texts, names)
    const [was, is] = [shown(before), shown(after)]
    const label = labels[field] ?? field
    if (was === undefined) return [`${label}: ${is ?? files.nothing}`]
    return [`${label}: ${was} → ${is ?? files.nothing}`]
  })
}
