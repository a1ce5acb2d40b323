import type { Tenant } from '../access/organisation.ts'
import { germanTime } from '../register/register-table.ts'
import type { ReportView } from '../report-view.ts'
import type { PaperBox, PaperDestruction, TakeOutReason } from './paper-box.ts'

const REASONS: Readonly<Record<TakeOutReason, string>> = {
  rescan: 'neu zu scannen',
  keep: 'aufzubewahren',
  'give-back': 'zurückgegeben',
}
const BATCH_COLUMNS = [
  { label: 'Stapel', isNumber: false, share: 0.4 },
  { label: 'Eingelegt', isNumber: false, share: 0.3 },
  { label: 'Von', isNumber: false, share: 0.3 },
] as const
const TAKEN_COLUMNS = [
  { label: 'Eingangsnummer', isNumber: false, share: 0.3 },
  { label: 'Entnommen', isNumber: false, share: 0.25 },
  { label: 'Grund', isNumber: false, share: 0.45 },
] as const

/** The protocol of a destruction, in German: no subject and no name of anybody whom the letters are about. */
export function destructionProtocol(
  box: PaperBox,
  { requested, approved, manner, letters, pages }: PaperDestruction,
  { name, timeZone }: Pick<Tenant, 'name' | 'timeZone'>,
): ReportView {
  const step = ({ at, by }: PaperDestruction['approved']): string =>
    `${by.displayName}, ${germanTime(at, timeZone)}`
  const out = box.taken.filter(({ back }) => back === undefined)
  return {
    title: `Vernichtungsprotokoll Kiste ${box.number}`,
    note: `${name}. Papier nach ersetzendem Scannen.`,
    sections: [
      {
        title: 'Durchführung',
        rows: [
          { label: 'Ort', value: box.place },
          { label: 'Beantragt', value: step(requested) },
          { label: 'Freigegeben (zweite Person)', value: step(approved) },
          { label: 'Art der Vernichtung', value: manner },
          { label: 'Vernichtet', value: `${letters} Schreiben, ${pages} gescannte Seiten` },
        ],
      },
      {
        title: 'Stapel',
        rows: [],
        table: {
          columns: [...BATCH_COLUMNS],
          rows: box.batches.map(({ number, at, by }) => [number, germanTime(at, timeZone), by.displayName]),
        },
      },
      ...(out.length === 0
        ? []
        : [
            {
              title: 'Nicht vernichtet, weil entnommen',
              rows: [],
              table: {
                columns: [...TAKEN_COLUMNS],
                rows: out.map(({ receiptNumber, at, reason, remark }) => [
                  receiptNumber,
                  germanTime(at, timeZone),
                  remark === undefined ? REASONS[reason] : `${REASONS[reason]}: ${remark}`,
                ]),
              },
            },
          ]),
    ],
  }
}
