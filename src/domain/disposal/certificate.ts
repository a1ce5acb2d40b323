import type { Tenant } from '../access/organisation.ts'
import { germanDay } from '../intake/local-time.ts'
import { germanTime } from '../register/register-table.ts'
import type { ReportView, ViewRow } from '../report-view.ts'
import type { ArchiveWord, DisposalFile, DisposalRun } from './disposal-run.ts'

const COLUMNS = [
  { label: 'Aktenzeichen', isNumber: false, share: 0.2 },
  { label: 'Aktenplan', isNumber: false, share: 0.1 },
  { label: 'Geschlossen', isNumber: false, share: 0.1 },
  { label: 'Frist bis', isNumber: false, share: 0.1 },
  { label: 'Entscheidung des Archivs', isNumber: false, share: 0.22 },
  { label: 'Dokumente', isNumber: true, share: 0.08 },
  { label: 'Seiten', isNumber: true, share: 0.06 },
  { label: 'Vernichtet am', isNumber: false, share: 0.14 },
] as const

/**
 * What was destroyed, when and by whose decision. No subject, no name of anybody whom the files are about, and of staff the
 * number of the account only: the audit chain knows whose it is.
 */
export function certificateView(
  run: DisposalRun,
  { name, timeZone }: Pick<Tenant, 'name' | 'timeZone'>,
  { versions }: { readonly versions: boolean },
): ReportView {
  const gone = run.files.filter(({ destroyed }) => destroyed !== undefined)
  const rows = gone.map((file) => [
    file.fileNumber,
    file.entryNumber,
    germanDay(file.closedOn),
    germanDay(file.lastDay),
    decisionText(file, timeZone),
    String(file.destroyed?.documents ?? 0),
    String(file.destroyed?.pages ?? 0),
    file.destroyed === undefined ? '' : germanTime(file.destroyed.at, timeZone),
  ])
  return {
    title: `Vernichtungsnachweis ${run.serial}`,
    note: `${name}. Vorgang ${run.processId}.`,
    sections: [
      { title: 'Durchführung', rows: factsOf(run, gone, { timeZone, versions }) },
      { title: 'Vernichtete Akten', rows: [], table: { columns: [...COLUMNS], rows } },
    ],
  }
}

function factsOf(
  { archive, requested, approved, objectsToErase, files }: DisposalRun,
  gone: readonly DisposalFile[],
  { timeZone, versions }: { readonly timeZone: string; readonly versions: boolean },
): ViewRow[] {
  const step = (one: DisposalRun['requested']): string =>
    one === undefined ? '' : `${germanTime(one.at, timeZone)}, Konto ${one.by.userId}`
  return [
    { label: 'Archiv', value: archive },
    { label: 'Beantragt', value: step(requested) },
    { label: 'Freigegeben (zweite Person)', value: step(approved) },
    { label: 'Vernichtet', value: `${gone.length} von ${files.length} Akten dieser Aussonderung` },
    {
      label: 'Gespeicherte Bytes',
      value:
        objectsToErase.length > 0
          ? `${objectsToErase.length} Objekte sind noch zu löschen`
          : `aus dem Objektspeicher gelöscht${versions ? ', mit allen Fassungen' : ''}`,
    },
    {
      label: 'Sicherungen',
      value:
        'Ältere Datensicherungen enthalten die Akten, bis sie nach Plan überschrieben oder entfernt sind.',
    },
  ]
}

function decisionText({ decision, imported }: DisposalFile, timeZone: string): string {
  if (imported !== undefined) return `A: vom Archiv übernommen, ${wordText(imported, timeZone)}`
  return decision === undefined ? '' : `${decision.value}: vernichten, ${wordText(decision, timeZone)}`
}

function wordText({ by, reference, at }: ArchiveWord, timeZone: string): string {
  return by === 'letter' ? reference : `Nachricht ${by} vom ${germanTime(at, timeZone)}`
}
