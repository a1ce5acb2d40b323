import type { NotedFile, TransferNote } from './transfer-note.ts'

/** The last instant of which the note tells. */
export function notedAt({ capturedAt, qc, versions, files }: TransferNote): string {
  const instants = [
    capturedAt,
    ...qc.results.map(({ at }) => at),
    ...versions.map(({ at }) => at),
    ...files.flatMap(stampedAt),
  ]
  return instants.reduce((last, one) => (Date.parse(one) > Date.parse(last) ? one : last))
}

export function archiveCopyName({ receiptNumber }: Pick<TransferNote, 'receiptNumber'>): string {
  return `${receiptNumber} mit Transfervermerk.pdf`
}

function stampedAt({ timeStamp }: NotedFile): string[] {
  return timeStamp?.state === 'stamped' ? [timeStamp.time] : []
}
