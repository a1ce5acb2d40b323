import type { OrgUnit } from '../access/organisation.ts'
import type { FilingPlanEntry } from './case-file.ts'

/** Columns of the filing plan as a table; entries, units and classes stand in it by the number or key that people use. */
export const PLAN_COLUMNS = [
  'number',
  'title',
  'parent',
  'unit',
  'validFrom',
  'validTo',
  'successor',
  'retention',
  'template',
] as const
export type PlanColumn = (typeof PLAN_COLUMNS)[number]

export const PLAN_HEADINGS: Readonly<Record<PlanColumn, string>> = {
  number: 'Nummer',
  title: 'Titel',
  parent: 'Übergeordnet',
  unit: 'Amt',
  validFrom: 'Gültig ab',
  validTo: 'Gültig bis',
  successor: 'Nachfolger',
  retention: 'Aufbewahrung',
  template: 'Aktenzeichen',
}

export type PlanRow = Readonly<Record<PlanColumn, string>>

/** The plan as it is, one row an entry, by the order of the entries. Days are as in the records, `YYYY-MM-DD`. */
export function planRows(
  entries: readonly FilingPlanEntry[],
  units: readonly Pick<OrgUnit, 'id' | 'number'>[],
): ReadonlyMap<string, PlanRow> {
  const numberOf = numbersById(entries)
  const unitNumberOf = numbersById(units)
  return new Map(
    entries.map((entry) => [
      entry.number,
      {
        number: entry.number,
        title: entry.title,
        parent: numberOf(entry.parentId),
        unit: unitNumberOf(entry.orgUnitId),
        validFrom: entry.validFrom ?? '',
        validTo: entry.validTo ?? '',
        successor: numberOf(entry.successorId),
        retention: entry.retentionClassId ?? '',
        template: entry.fileNumberTemplate ?? '',
      },
    ]),
  )
}

function numbersById(
  records: readonly { readonly id: string; readonly number: string }[],
): (id: string | undefined) => string {
  const numbers = new Map(records.map(({ id, number }) => [id, number]))
  return (id) => (id === undefined ? '' : (numbers.get(id) ?? ''))
}
