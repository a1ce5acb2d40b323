import type { FilingPlanEntry } from './case-file.ts'
import { csvLinesOf, type CsvLine } from './csv-table.ts'
import { circlingIds } from './filing-plan.ts'
import { isUsableTemplate } from './file-number.ts'
import { PLAN_COLUMNS, PLAN_HEADINGS, type PlanColumn, type PlanRow } from './plan-table.ts'

/** What one line of a table, or an entry that the table does not have, means for the plan. */
export interface PlanDifference {
  readonly outcome: 'new' | 'changed' | 'ended' | 'unchanged' | 'faulty'
  /** Absent for entries that the table does not have. */
  readonly line?: number
  readonly number: string
  readonly title: string
  readonly changes: readonly {
    readonly column: PlanColumn
    readonly before: string
    readonly after: string
  }[]
  /** In German, for people. */
  readonly faults: readonly string[]
}

export interface PlanAround {
  readonly rows: ReadonlyMap<string, PlanRow>
  readonly unitNumbers: ReadonlySet<string>
  readonly classIds: ReadonlySet<string>
  /** `YYYY-MM-DD` */
  readonly today: string
}

export interface ReadPlan {
  readonly differences: readonly PlanDifference[]
  /** Why the table cannot be read at all. */
  readonly fault?: string
}

/** The largest plans of cities have about 2,500 entries. */
export const MAX_PLAN_LINES = 4_000
const MAX_NUMBER = 50
const MAX_TEXT = 500

interface DraftLine {
  readonly line: number
  readonly row: PlanRow
  readonly before: PlanRow | undefined
}

/**
 * Compares a table with the plan. Columns are found by their headings; what the table has no column for stays as it is.
 *
 * @param missing what becomes of entries that the table does not have
 */
export function readPlan(text: string, missing: 'keep' | 'end', around: PlanAround): ReadPlan {
  return readPlanLines(csvLinesOf(text), missing, around)
}

/** @param rows of the table, headings first */
export function readPlanLines(
  [head, ...lines]: readonly CsvLine[],
  missing: 'keep' | 'end',
  around: PlanAround,
): ReadPlan {
  const columns = columnsOf(head)
  const fault = tableFault(columns, lines)
  if (fault !== undefined) return { differences: [], fault }
  const drafts = lines.map((line) => draftOf(line, columns, around))
  const faultsOf = faultFinder(drafts, around)
  const differences = drafts.map((draft) => differenceOf(draft, faultsOf(draft)))
  return { differences: [...differences, ...(missing === 'end' ? endedBy(drafts, around) : [])] }
}

function columnsOf(head: CsvLine | undefined): readonly (PlanColumn | undefined)[] {
  const byHeading = new Map(
    PLAN_COLUMNS.map((column) => [PLAN_HEADINGS[column].toLocaleLowerCase('de'), column]),
  )
  return (head?.cells ?? []).map((cell) => byHeading.get(cell.normalize('NFC').toLocaleLowerCase('de')))
}

function tableFault(
  columns: readonly (PlanColumn | undefined)[],
  lines: readonly CsvLine[],
): string | undefined {
  if (!columns.includes('number') || !columns.includes('title')) {
    return 'In der ersten Zeile fehlen die Spalten „Nummer“ und „Titel“.'
  }
  if (new Set(columns.filter(Boolean)).size !== columns.filter(Boolean).length) {
    return 'In der ersten Zeile steht eine Spalte zweimal.'
  }
  if (lines.length === 0) return 'Die Datei hat keine Einträge.'
  return lines.length > MAX_PLAN_LINES ? `Die Datei hat mehr als ${MAX_PLAN_LINES} Einträge.` : undefined
}

const NO_ROW: PlanRow = {
  number: '',
  title: '',
  parent: '',
  unit: '',
  validFrom: '',
  validTo: '',
  successor: '',
  retention: '',
  template: '',
}

function draftOf(
  { line, cells }: CsvLine,
  columns: readonly (PlanColumn | undefined)[],
  { rows }: PlanAround,
): DraftLine {
  const given: Partial<Record<PlanColumn, string>> = {}
  for (const [place, column] of columns.entries()) {
    if (column !== undefined) given[column] = textOf(column, cells[place] ?? '')
  }
  const before = rows.get(given.number ?? '')
  return { line, row: { ...NO_ROW, ...before, ...given }, before }
}

function textOf(column: PlanColumn, cell: string): string {
  const text = cell.normalize('NFC').trim()
  return column === 'validFrom' || column === 'validTo' ? isoDay(text) : text
}

/** `31.12.2026` as `2026-12-31`; anything else stays as it is. */
function isoDay(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function differenceOf({ line, row, before }: DraftLine, faults: readonly string[]): PlanDifference {
  const { number, title } = row
  if (faults.length > 0) return { outcome: 'faulty', line, number, title, changes: [], faults }
  const was = before ?? NO_ROW
  const changes = PLAN_COLUMNS.filter((column) => row[column] !== was[column]).map((column) => {
    return { column, before: was[column], after: row[column] }
  })
  return { outcome: outcomeOf(before, changes), line, number, title, changes, faults: [] }
}

function outcomeOf(
  before: PlanRow | undefined,
  changes: PlanDifference['changes'],
): Exclude<PlanDifference['outcome'], 'faulty'> {
  if (before === undefined) return 'new'
  if (changes.length === 0) return 'unchanged'
  return changes.some((change) => change.column === 'validTo' && change.before === '') ? 'ended' : 'changed'
}

function endedBy(drafts: readonly DraftLine[], { rows, today }: PlanAround): PlanDifference[] {
  const named = new Set(drafts.map(({ row }) => row.number))
  return [...rows.values()]
    .filter(({ number, validTo }) => !named.has(number) && (validTo === '' || validTo > today))
    .map(({ number, title, validTo }) => {
      const changes = [{ column: 'validTo', before: validTo, after: today }] as const
      return { outcome: 'ended', number, title, changes, faults: [] }
    })
}

/** What is wrong with a line, seen together with all others and the plan. */
function faultFinder(drafts: readonly DraftLine[], around: PlanAround): (draft: DraftLine) => string[] {
  const firstLineOf = new Map(drafts.toReversed().map(({ row, line }) => [row.number, line]))
  const all = new Map([...around.rows, ...drafts.map(({ row }) => [row.number, row] as const)])
  const entries = [...all.values()].map(asEntry)
  const circling = {
    parent: circlingIds(entries, 'parentId'),
    successor: circlingIds(entries, 'successorId'),
  }
  return ({ row, line }) => {
    const first = firstLineOf.get(row.number) ?? line
    return [
      ...(row.number !== '' && first !== line ? [`Die Nummer steht schon in Zeile ${first}.`] : []),
      ...ownFaults(row),
      ...unknownFaults(row, all, around),
      ...(circling.parent.has(row.number) ? ['Der Eintrag stünde über sich selbst.'] : []),
      ...(circling.successor.has(row.number) ? ['Der Eintrag wäre sein eigener Nachfolger.'] : []),
    ]
  }
}

function asEntry({
  number,
  parent,
  successor,
}: PlanRow): Pick<FilingPlanEntry, 'id' | 'parentId' | 'successorId'> {
  return {
    id: number,
    ...(parent === '' ? {} : { parentId: parent }),
    ...(successor === '' ? {} : { successorId: successor }),
  }
}

function ownFaults(row: PlanRow): string[] {
  const found: readonly (readonly [boolean, string])[] = [
    [row.number === '', 'Die Nummer fehlt.'],
    [row.title === '', 'Der Titel fehlt.'],
    [row.number.length > MAX_NUMBER, `Die Nummer hat mehr als ${MAX_NUMBER} Zeichen.`],
    [row.title.length > MAX_TEXT, `Der Titel hat mehr als ${MAX_TEXT} Zeichen.`],
    [/\p{Cc}/u.test(Object.values(row).join('')), 'Die Zeile enthält Steuerzeichen oder Umbrüche.'],
    [!isDayOrNone(row.validFrom), '„Gültig ab“ ist kein Tag, zum Beispiel 01.01.2026.'],
    [!isDayOrNone(row.validTo), '„Gültig bis“ ist kein Tag, zum Beispiel 31.12.2026.'],
    [row.validTo !== '' && row.validFrom > row.validTo, '„Gültig bis“ liegt vor „Gültig ab“.'],
    [
      row.template !== '' && !isUsableTemplate(row.template),
      'Im Aktenzeichen sind {office}, {plan}, {year} und einmal {serial} erlaubt.',
    ],
  ]
  return found.filter(([isFault]) => isFault).map(([, words]) => words)
}

function unknownFaults(
  { parent, successor, unit, retention }: PlanRow,
  all: ReadonlyMap<string, PlanRow>,
  { unitNumbers, classIds }: PlanAround,
): string[] {
  const isUnknown = (value: string, known: { readonly has: (value: string) => boolean }): boolean =>
    value !== '' && !known.has(value)
  return [
    ...(isUnknown(parent, all) ? [`Den übergeordneten Eintrag ${parent} gibt es nicht.`] : []),
    ...(isUnknown(successor, all) ? [`Den Nachfolger ${successor} gibt es nicht.`] : []),
    ...(isUnknown(unit, unitNumbers) ? [`Das Amt ${unit} gibt es nicht.`] : []),
    ...(isUnknown(retention, classIds) ? [`Die Aufbewahrung ${retention} gibt es nicht.`] : []),
  ]
}

function isDayOrNone(text: string): boolean {
  if (text === '') return true
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
