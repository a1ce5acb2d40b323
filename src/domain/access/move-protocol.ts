import { germanTime } from '../register/register-table.ts'
import type { ViewColumn } from '../report-view.ts'
import type { OrgUnit } from './organisation.ts'

/** One step of a move, as the audit chain has it. */
export interface UnitMoveRecord {
  readonly at: string
  readonly by: string
  /** Who had arranged it before, when it was done by the machine on the day. */
  readonly arrangedBy?: string
  readonly toUnitId: string
  readonly items: readonly string[]
  readonly caseFiles: readonly string[]
  readonly rules: readonly string[]
  readonly planEntries: readonly string[]
  readonly mailAccounts: readonly string[]
}

export const PROTOCOL_COLUMNS: readonly ViewColumn[] = [
  { label: 'Zeitpunkt', isNumber: false, share: 0.14 },
  { label: 'Was', isNumber: false, share: 0.12 },
  { label: 'Nummer oder Name', isNumber: false, share: 0.22 },
  { label: 'Von', isNumber: false, share: 0.18 },
  { label: 'An', isNumber: false, share: 0.18 },
  { label: 'Durch', isNumber: false, share: 0.16 },
]

const KINDS = [
  ['items', 'Eingang'],
  ['caseFiles', 'Akte'],
  ['rules', 'Regel'],
  ['planEntries', 'Aktenplan'],
  ['mailAccounts', 'E-Mail-Konto'],
] as const

/** What went from where to where, when and by whom: a row for each thing, a cell for each of `PROTOCOL_COLUMNS`. */
export function protocolRows(
  from: OrgUnit,
  moves: readonly UnitMoveRecord[],
  units: readonly OrgUnit[],
  timeZone: string,
): string[][] {
  const nameOf = (id: string): string => {
    const unit = units.find((one) => one.id === id)
    return unit === undefined ? id : `${unit.number} ${unit.name}`
  }
  return moves.flatMap((move) =>
    KINDS.flatMap(([field, kind]) =>
      move[field].map((name) => [
        germanTime(move.at, timeZone),
        kind,
        name,
        nameOf(from.id),
        nameOf(move.toUnitId),
        whoOf(move),
      ]),
    ),
  )
}

function whoOf({ by, arrangedBy }: UnitMoveRecord): string {
  return arrangedBy === undefined ? by : `${by}, veranlasst von ${arrangedBy}`
}
