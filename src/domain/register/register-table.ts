import type { OrgUnit } from '../access/organisation.ts'
import { germanDay, localTimeAt } from '../intake/local-time.ts'
import type { ViewColumn } from '../report-view.ts'
import { CHANNEL_NAMES, STATE_NAMES } from './german-words.ts'
import type { RegisterEntry } from './register-entry.ts'

export const REGISTER_COLUMNS: readonly ViewColumn[] = [
  { label: 'Eingangsnummer', isNumber: false, share: 0.13 },
  { label: 'Eingang', isNumber: false, share: 0.11 },
  { label: 'Erfasst', isNumber: false, share: 0.11 },
  { label: 'Weg', isNumber: false, share: 0.1 },
  { label: 'Absender', isNumber: false, share: 0.14 },
  { label: 'Betreff', isNumber: false, share: 0.17 },
  { label: 'Stelle', isNumber: false, share: 0.1 },
  { label: 'Stand und Vermerke', isNumber: false, share: 0.14 },
]

/** What stands where the reader of the register may not read the letter. */
export const NOT_SHOWN = '(nicht einsehbar)'

/** The register as rows of text, one cell for each of `REGISTER_COLUMNS`, times by the clock of the town. */
export function registerRows(
  entries: readonly RegisterEntry[],
  units: readonly OrgUnit[],
  timeZone: string,
): string[][] {
  const unitNames = new Map(units.map(({ id, number, name }) => [id, `${number} ${name}`]))
  return entries.map((entry) => [
    entry.receiptNumber,
    germanTime(entry.receivedAt, timeZone),
    germanTime(entry.capturedAt, timeZone),
    CHANNEL_NAMES[entry.channel],
    entry.content === undefined ? NOT_SHOWN : (entry.content.sender ?? ''),
    entry.content === undefined ? NOT_SHOWN : (entry.content.subject ?? ''),
    entry.orgUnitId === undefined ? '' : (unitNames.get(entry.orgUnitId) ?? ''),
    [STATE_NAMES[entry.state], ...remarksOf(entry, timeZone)].join('; '),
  ])
}

function remarksOf({ arrival = {}, closureReason }: RegisterEntry, timeZone: string): string[] {
  const { nightBox, earlyCollection, evidence, correction } = arrival
  return [
    ...(nightBox === undefined ? [] : [nightBox === 'before-midnight' ? 'vor 0 Uhr' : 'nach 0 Uhr']),
    ...(earlyCollection === true ? ['Frühleerung'] : []),
    ...(evidence?.kind === 'transport' ? ['Eingangszeit laut Übermittlung'] : []),
    ...(correction === undefined
      ? []
      : [`Eingang berichtigt von ${germanTime(correction.from, timeZone)}${after(correction.reason)}`]),
    ...(closureReason === undefined ? [] : [`Grund: ${closureReason}`]),
  ]
}

function after(reason: string): string {
  return reason === '' ? '' : `: ${reason}`
}

/** `22.11.2026 17:04` */
export function germanTime(instant: string, timeZone: string): string {
  const [day = '', time = ''] = localTimeAt(new Date(instant), timeZone).split('T')
  return `${germanDay(day)} ${time.slice(0, 5)}`
}
