import type { ReportView } from '../report-view.ts'
import type { EntryReason } from './archive-entry.ts'

const REASONS: Readonly<Record<EntryReason, string>> = {
  sealed: 'mit Passwort',
  archive: 'Archiv im Archiv',
  type: 'Format wird nicht angenommen',
  empty: 'leer',
  limits: 'zu groß oder zu viele',
  damaged: 'beschädigt',
}

/** The list of an archive as people read it; the archive itself has no pages. */
export function archiveView(
  entries: readonly {
    readonly filename: string
    readonly sizeBytes: number
    readonly reason?: EntryReason
  }[],
  unlistedEntries: number,
): ReportView {
  const files = entries.length === 1 ? 'Eine Datei.' : `${entries.length} Dateien.`
  const more = unlistedEntries === 0 ? '' : ` Nicht aufgeführt: ${unlistedEntries} weitere.`
  return {
    title: 'Inhalt des ZIP-Archivs',
    note: `${files}${more} Was angenommen wurde, liegt als eigenes Dokument in diesem Eingang.`,
    sections: [
      {
        title: 'Dateien',
        rows: [],
        table: {
          columns: [
            { label: 'Name', isNumber: false, share: 0.6 },
            { label: 'Bytes', isNumber: true, share: 0.15 },
            { label: 'Nicht entpackt', isNumber: false, share: 0.25 },
          ],
          rows: entries.map(({ filename, sizeBytes, reason }) => [
            filename,
            String(sizeBytes),
            reason === undefined ? '' : REASONS[reason],
          ]),
        },
      },
    ],
  }
}
