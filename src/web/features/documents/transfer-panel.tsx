import { useQuery } from '@tanstack/react-query'
import { API, call } from '../../shared/api/client.ts'
import type { DocumentView, ItemView, TransferNoteView } from '../../shared/api/types.ts'
import { formatDay, formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Icon } from '../../shared/ui/icon.tsx'

async function fetchNote(itemId: string, signal: AbortSignal): Promise<TransferNoteView> {
  return (await call(`/incoming-items/${itemId}/transfer-note`, { signal })) as TransferNoteView
}

/** How the scan of the letter came about. Nothing for what was not cut out of a scan. */
export function TransferPanel({ item, document }: { item: ItemView | undefined; document: DocumentView }) {
  const hasNote = item?.origin != null
  const { data } = useQuery({
    queryKey: ['transfer-note', item?.id],
    queryFn: async ({ signal }) => fetchNote(item?.id ?? '', signal),
    enabled: hasNote,
    retry: false,
  })
  return data === undefined ? null : <Note view={data} document={document} />
}

function Note({ view: { note, sha256 }, document }: { view: TransferNoteView; document: DocumentView }) {
  const { transfer, classes } = useTexts().quality
  const { creator, qc } = note
  const last = qc.results.at(-1)
  const stamp = note.files.find(({ role }) => role === 'letter')?.timeStamp
  const paperText = (paper: typeof note.paper) =>
    paper &&
    transfer.paperWords(
      paper.state,
      paper.box,
      paper.place,
      paper.destroyAfter && formatDay(paper.destroyAfter),
    )
  const rows = [
    [transfer.seal, stamp === undefined ? transfer.notSealed : transfer.notSealedOnly],
    [transfer.timeStamp, stamp && transfer.timeStampWords(stamp, formatInstant)],
    [transfer.qc, `${transfer.modes[qc.mode]}: ${transfer.states[qc.state]}`],
    [transfer.checkedBy, last && `${last.by.displayName}, ${formatInstant(last.at)}`],
    [transfer.operator, creator.operator],
    [transfer.dividedBy, creator.dividedBy?.displayName],
    [transfer.capturedAt, formatInstant(note.capturedAt)],
    [transfer.scanner, [note.site, note.scanner, note.profile].filter(Boolean).join(', ')],
    [transfer.procedure, note.procedureDocVersion ?? transfer.noProcedure],
    [transfer.environment, note.environment],
    [transfer.protection, classes[note.protectionClass]],
    [transfer.pages, transfer.pagesOf(note.pages.join(', '), note.stackNumber, note.pagesScanned)],
    [transfer.leftOut, transfer.leftOutWords(note.blankRemoved, note.separatorsRemoved, note.pagesRemoved)],
    [transfer.paper, paperText(note.paper)],
    [transfer.anomalies, note.anomalies.length === 0 ? transfer.none : note.anomalies.join(' ')],
  ] as const
  return (
    <section aria-labelledby="dokument-transfer">
      <h2 className="section-title" id="dokument-transfer">
        {transfer.title}
      </h2>
      <dl className="index-table">
        {rows.map(([label, value]) =>
          value === undefined || value === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        <div>
          <dt>{transfer.hash}</dt>
          <dd className="index-table__hash">{sha256}</dd>
        </div>
      </dl>
      <ul className="downloads">
        <ArchiveCopyLink itemId={note.scanId} document={document} />
        <li>
          <a
            className="downloads__link"
            href={`${API}/incoming-items/${note.scanId}/transfer-note.pdf`}
            download
          >
            <Icon name="document" />
            {transfer.pdf}
          </a>
        </li>
        <li>
          <a className="downloads__link" href={`${API}/incoming-items/${note.scanId}/transfer-note`} download>
            <Icon name="download" />
            {transfer.json}
          </a>
        </li>
      </ul>
    </section>
  )
}

/** Of the version that holds, once there is a copy of it. */
function ArchiveCopyLink({ itemId, document }: { itemId: string; document: DocumentView }) {
  const { transfer } = useTexts().quality
  const { viewCopy, superseded } = document
  if (viewCopy === null || superseded !== null) return null
  return (
    <li>
      <a className="downloads__link" href={`${API}/incoming-items/${itemId}/archive-copy.pdf`} download>
        <Icon name="download" />
        {viewCopy.claim === 'none' ? transfer.copy : transfer.archiveCopy}
      </a>
    </li>
  )
}
