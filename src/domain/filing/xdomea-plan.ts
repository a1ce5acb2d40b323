import { childrenOf, descend, textAt, type XmlElement } from '../invoices/xml-element.ts'
import { isXdomea } from '../xdomea.ts'
import type { CsvLine } from './csv-table.ts'
import { PLAN_HEADINGS, type PlanColumn } from './plan-table.ts'
import type { RetentionClass } from './retention-class.ts'

const ROOT = 'Aktenplan.Aktenplan.0301'
/** What a message tells of an entry; units and templates of file numbers it does not know. */
const COLUMNS = [
  'number',
  'title',
  'parent',
  'validFrom',
  'validTo',
  'retention',
] as const satisfies readonly PlanColumn[]

export interface PlanMessageAround {
  readonly classes: readonly Pick<RetentionClass, 'id' | 'years' | 'proposal' | 'retired'>[]
  /** `YYYY-MM-DD`: last day of entries that the message calls closed without saying since when. */
  readonly today: string
}

export function isXml(text: string): boolean {
  return /^\uFEFF?\s*</.test(text)
}

/**
 * The filing plan of a message (0301 of xdomea) as the rows of a table, headings first: from there on it is compared and taken
 * over like any table. Lines are counted by entry. `undefined` when it is no such message.
 */
export function planMessageLines(root: XmlElement, around: PlanMessageAround): CsvLine[] | undefined {
  if (root.name !== ROOT || !isXdomea(root)) return undefined
  const lines: CsvLine[] = [{ line: 0, cells: COLUMNS.map((column) => PLAN_HEADINGS[column]) }]
  const walk = (units: readonly XmlElement[], parent: string): void => {
    for (const unit of units) {
      const row = rowOf(unit, parent, around)
      lines.push({ line: lines.length, cells: COLUMNS.map((column) => row[column]) })
      walk(childrenOf(unit, 'Einheit'), row.number)
    }
  }
  walk(childrenOf(descend(root, 'Aktenplan'), 'Einheit'), '')
  return lines
}

function rowOf(
  unit: XmlElement,
  parent: string,
  around: PlanMessageAround,
): Readonly<Record<(typeof COLUMNS)[number], string>> {
  const isClosed = ['1', 'true'].includes(textAt(unit, 'Stillgelegt') ?? '')
  const end = dayOf(textAt(unit, 'Gueltigkeit', 'Ende'))
  return {
    number: textAt(unit, 'Kennzeichen') ?? '',
    title: textAt(unit, 'Inhaltsangabe') ?? textAt(unit, 'BetreffKurz') ?? '',
    parent,
    validFrom: dayOf(textAt(unit, 'Gueltigkeit', 'Beginn')),
    validTo: end === '' && isClosed ? around.today : end,
    retention: retentionOf(unit, around),
  }
}

/** A day may carry a time zone (XML Schema 1.0, `date`), which says nothing here. */
function dayOf(text = ''): string {
  return text.replace(/(?:Z|[+-]\d{2}:\d{2})$/, '')
}

/**
 * Key of the class with the same years and the same proposal, or of the only one with the same years where the message has a
 * proposal of its own kind. What no class fits is named in words, so that the preview refuses it and says what is missing.
 */
function retentionOf(unit: XmlElement, { classes }: PlanMessageAround): string {
  const duration = descend(unit, 'Aufbewahrungsdauer')
  if (duration === undefined) return ''
  const text = textAt(duration, 'AnzahlJahre')
  const years = text === undefined ? undefined : Number(text)
  const proposal = textAt(unit, 'Aussonderungsart', 'Aussonderungsart', 'code')
  const fitting = classes.filter((one) => !one.retired && one.years === years)
  const exact = fitting.filter((one) => one.proposal === proposal)
  const [only, ...others] = proposal === undefined ? fitting : exact
  if (only !== undefined && (proposal !== undefined || others.length === 0)) return only.id
  const words = years === undefined ? 'dauernd' : `${years} Jahre`
  return proposal === undefined ? words : `${words}, ${proposal}`
}
