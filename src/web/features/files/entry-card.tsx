import { Link } from 'react-router'
import { previewUrl } from '../../shared/api/resources.ts'
import type { DocumentView, FileEntryView, ProcedureView } from '../../shared/api/types.ts'
import { formatCalendarDate, formatDay, valueLabel } from '../../shared/format.ts'
import { useTypeName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'

const CARD_PICTURE_PX = 160

interface Properties {
  readonly entry: FileEntryView
  readonly procedure: ProcedureView | undefined
  /** Absent for whoever may not change the file. */
  readonly onChange: ((kind: 'move' | 'void', documentId: string) => void) | undefined
}

/** A numbered place in a case file: its document, or what has become of it. */
export function EntryCard({ entry, procedure, onChange }: Properties) {
  const { files } = useTexts()
  const { document } = entry
  return (
    <li className={`document-card${isGone(entry) ? ' document-card--gone' : ''}`}>
      {document !== null && (
        <img
          className="document-card__picture"
          src={previewUrl(document.id, 1, CARD_PICTURE_PX)}
          alt=""
          loading="lazy"
          decoding="async"
        />
      )}
      <div className="document-card__words">
        <Place entry={entry} />
        {document === null ? <span>{files.hiddenDocument}</span> : <DocumentWords document={document} />}
        {entry.outgoing !== null && <OutgoingWords outgoing={entry.outgoing} />}
        {procedure !== undefined && (
          <span className="document-card__facts">
            {files.procedureLabel(procedure.serial, procedure.subject)}
          </span>
        )}
        <Withdrawn entry={entry} />
        {document !== null && entry.left === null && onChange !== undefined && (
          <EntryButtons entry={entry} documentId={document.id} onChange={onChange} />
        )}
      </div>
    </li>
  )
}

function isGone({ left, voided }: FileEntryView): boolean {
  return left !== null || voided !== null
}

function Place({ entry: { serial, firstPage, lastPage } }: { entry: FileEntryView }) {
  const { files } = useTexts()
  return (
    <span className="document-card__serial">
      {files.entrySerial(serial)}
      {firstPage !== null && lastPage !== null && `, ${files.entryPages(firstPage, lastPage)}`}
    </span>
  )
}

function DocumentWords({ document }: { document: DocumentView }) {
  const { common } = useTexts()
  const typeName = useTypeName()
  const subject = valueLabel('subject', document.index.subject?.value)
  const sender = valueLabel('sender', document.index.sender?.value)
  const date = valueLabel('letterDate', document.index.letterDate?.value)
  return (
    <>
      <Link className="document-card__link" to={`/dokumente/${document.id}`}>
        {subject || document.filename}
      </Link>
      <span>{[typeName(document.documentType), sender].filter(Boolean).join(', ')}</span>
      <span className="document-card__facts">
        {[date, common.pages(document.pageCount)].filter(Boolean).join(', ')}
      </span>
    </>
  )
}

function OutgoingWords({ outgoing }: { outgoing: NonNullable<FileEntryView['outgoing']> }) {
  const { letters } = useTexts()
  const [recipient = ''] = outgoing.recipient.split('\n')
  return (
    <span className="document-card__facts">
      <Badge tone="info" icon="arrow-right">
        {letters.outgoing}
      </Badge>{' '}
      {letters.outgoingTo(recipient, formatCalendarDate(outgoing.sentOn), outgoing.author)}
    </span>
  )
}

function Withdrawn({ entry: { left, voided } }: { entry: FileEntryView }) {
  const { files, history } = useTexts()
  const told = [
    [voided, files.voided, 'danger'],
    [left, files.leftFile, 'neutral'],
  ] as const
  return told.map(([withdrawal, label, tone]) =>
    withdrawal === null ? null : (
      <span key={label} className="document-card__gone">
        <Badge tone={tone} icon={tone === 'danger' ? 'close' : 'arrow-right'}>
          {label}
        </Badge>
        {`${formatDay(withdrawal.at)}, ${history.by(withdrawal.by)}. ${history.reason(withdrawal.reason)}`}
      </span>
    ),
  )
}

function EntryButtons({
  entry: { serial, voided },
  documentId,
  onChange,
}: {
  entry: FileEntryView
  documentId: string
  onChange: (kind: 'move' | 'void', documentId: string) => void
}) {
  const { files } = useTexts()
  return (
    <div className="document-card__actions">
      <Button
        kind="tertiary"
        className="button--small"
        icon="arrow-right"
        aria-label={`${files.moveDocument}: ${files.entrySerial(serial)}`}
        onClick={() => {
          onChange('move', documentId)
        }}
      >
        {files.moveDocument}
      </Button>
      {voided === null && (
        <Button
          kind="tertiary"
          className="button--small"
          icon="close"
          aria-label={`${files.voidDocument}: ${files.entrySerial(serial)}`}
          onClick={() => {
            onChange('void', documentId)
          }}
        >
          {files.voidDocument}
        </Button>
      )}
    </div>
  )
}
