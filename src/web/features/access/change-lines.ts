import type { AccessLogEntry } from '../../shared/api/types.ts'
import { formatInstant, valueLabel } from '../../shared/format.ts'
import type { Texts } from '../../shared/texts.de.ts'

/** What only the program needs. */
const HIDDEN: ReadonlySet<string> = new Set(['readKeys', 'files', 'viewCopy', 'batchId'])
const INSTANTS: ReadonlySet<string> = new Set([
  'receivedAt',
  'capturedAt',
  'confirmedAt',
  'closedAt',
  'endsAt',
  'from',
  'before',
])
const MAX_LENGTH = 200
const INDEX = 'index.'

/** Of what the ids in the log are the ids. */
export interface Names {
  readonly unit: (id: string) => string
  readonly type: (id: string) => string
  readonly plan: (id: string) => string
  readonly person: (id: string) => string
}

/** Old and new values, one field a line. */
export function changeLines(changes: AccessLogEntry['changes'], texts: Texts, names: Names): string[] {
  const { log } = texts.access
  const shown = (field: string, value: unknown) => cut(valueText(field, value, texts, names)) || log.nothing
  return Object.entries(changes)
    .filter(([field]) => !HIDDEN.has(field))
    .map(([field, { before, after }]) => [field, shown(field, before), shown(field, after)] as const)
    .filter(([, before, after]) => before !== log.nothing || after !== log.nothing)
    .map(([field, before, after]) => log.changed(fieldName(field, texts), before, after))
}

function cut(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
}

function fieldName(field: string, { access, integrity, triage }: Texts): string {
  const own: Readonly<Record<string, string>> = access.log.fields
  const ofItems: Readonly<Record<string, string>> = integrity.fieldNames
  const ofLetters: Readonly<Record<string, string>> = triage.fields
  const inIndex = field.startsWith(INDEX) ? field.slice(INDEX.length) : field
  return own[field] ?? ofItems[`item.${field}`] ?? ofLetters[inIndex] ?? field
}

function valueText(field: string, value: unknown, texts: Texts, names: Names): string {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return ''
  if (typeof value === 'string') return wordText(field, value, texts, names)
  if (field.startsWith(INDEX)) return valueLabel(field.slice(INDEX.length), value) || JSON.stringify(value)
  return namedPart(field, value, names) ?? JSON.stringify(value)
}

function wordText(field: string, value: string, { access, files, triage }: Texts, names: Names): string {
  if (INSTANTS.has(field)) return formatInstant(value)
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    state: { ...triage.states, open: files.open, closed: files.closed },
    channel: triage.channels,
    level: access.levels,
    effect: { allow: access.grants.allow, deny: access.grants.deny },
  }
  const lists: Readonly<Record<string, (id: string) => string>> = {
    leadUnitId: names.unit,
    filingPlanEntryId: names.plan,
    userId: names.person,
    'index.documentType': names.type,
  }
  const bare = field.startsWith(INDEX) ? field.slice(INDEX.length) : field
  return words[field]?.[value] ?? lists[field]?.(value) ?? valueLabel(bare, value)
}

/** The part of a value of several parts that people know it by. */
function namedPart(field: string, value: object | number | boolean | bigint | symbol, names: Names) {
  const parts = value as Readonly<Record<string, unknown>>
  const part = {
    target: parts['orgUnitId'],
    claim: parts['displayName'],
    item: parts['receiptNumber'],
    procedure: parts['subject'],
  }[field]
  if (typeof part !== 'string') return undefined
  return field === 'target' ? names.unit(part) : part
}
