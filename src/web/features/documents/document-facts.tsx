import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { fetchItem, originalUrl, viewCopyUrl } from '../../shared/api/resources.ts'
import { caseFileQuery } from '../../shared/case-file-query.ts'
import type { DocumentView, ItemView, ProposalField } from '../../shared/api/types.ts'
import { RedactLink } from '../../shared/disclosure-links.tsx'
import { DuplicatesPanel } from '../../shared/duplicates-panel.tsx'
import { formatInstant, formatPercent, formatSize, valueLabel } from '../../shared/format.ts'
import { useTypeName, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { reasonText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Icon, type IconName } from '../../shared/ui/icon.tsx'
import { VirusBadge, VirusScanNote } from '../../shared/virus-badge.tsx'
import { ArchivePanel } from './archive-panel.tsx'
import { EInvoicePanel } from './e-invoice-panel.tsx'
import { FileFeaturesPanel } from './file-features-panel.tsx'
import { MailPanel } from './mail-panel.tsx'
import { PageOrigin } from './page-origin.tsx'
import { TransferPanel } from './transfer-panel.tsx'
import { VersionPanel } from './version-panel.tsx'
import { RenewButton } from './renew-button.tsx'

/** The right column: downloads, confirmed and proposed data, where the document belongs, how it was read. */
export function DocumentFacts({ document, page }: { document: DocumentView; page: number }) {
  const texts = useTexts()
  const words = texts.document
  const item = useItemOf(document)
  return (
    <aside className="document__facts" aria-label={words.facts}>
      {document.processing.state === 'needs-attention' && (
        <Alert tone="warning" title={texts.triage.needsAttention.title}>
          <p>{reasonText(document.processing.reason, texts)}</p>
        </Alert>
      )}
      <VersionPanel document={document} />
      <DuplicatesPanel documentId={document.id} item={item} />
      <Downloads document={document} />
      <PartOf document={document} item={item} />
      <ArchivePanel document={document} />
      <EInvoicePanel document={document} />
      <MailPanel document={document} />
      <IndexTable document={document} />
      <FileFeaturesPanel document={document} />
      <TransferPanel item={item} document={document} />
      <Origin document={document} page={page} />
    </aside>
  )
}

/** The way to the mail or the archive that the document came in. */
function PartOf({ document: { partOf }, item }: { document: DocumentView; item: ItemView | undefined }) {
  const words = useTexts().document
  if (partOf === null) return null
  const whole = item?.documents.find(({ id }) => id === partOf)
  return (
    <p className="kern-body">
      {words.partOf}: <Link to={`/dokumente/${partOf}`}>{whole?.filename ?? words.openWhole}</Link>
    </p>
  )
}

function Downloads({ document }: { document: DocumentView }) {
  const words = useTexts().document
  const hasViewCopy = document.renditions.some((rendition) => rendition.kind === 'view-copy')
  const isRead = document.ocr !== null
  if (document.virusScan?.held === true) return null
  const entries: readonly { href: string; label: string; icon: IconName; shown: boolean }[] = [
    { href: originalUrl(document.id), label: words.original, icon: 'download', shown: true },
    { href: viewCopyUrl(document.id), label: words.viewCopy, icon: 'document', shown: hasViewCopy },
    { href: `/api/v1/documents/${document.id}/text`, label: words.text, icon: 'text', shown: isRead },
  ]
  return (
    <section aria-labelledby="dokument-downloads">
      <h2 className="section-title" id="dokument-downloads">
        {words.downloads}
      </h2>
      <ul className="downloads">
        {entries
          .filter((entry) => entry.shown)
          .map(({ href, label, icon }) => (
            <li key={href}>
              <a className="downloads__link" href={href} download>
                <Icon name={icon} />
                {label}
              </a>
            </li>
          ))}
      </ul>
      <RedactLink documentId={document.id} isRead={isRead} />
    </section>
  )
}

const SHOWN_FIELDS: readonly ProposalField[] = [
  'documentType',
  'orgUnit',
  'sender',
  'recipient',
  'letterDate',
  'bookingDate',
  'subject',
  'fileNumbers',
  'foreignReference',
  'deadlines',
  'amounts',
  'ibans',
  'emails',
  'phones',
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'bics',
  'taxNumbers',
  'vatIds',
  'leitwegIds',
  'vehicleRegistrations',
  'birthDates',
  'confidentiality',
]

function IndexTable({ document }: { document: DocumentView }) {
  const texts = useTexts()
  const label = useValueLabel()
  const target = useItemOf(document)?.target ?? null
  const rows = SHOWN_FIELDS.flatMap((field) => {
    // Whoever hands an item on decides on its unit; what the machine had proposed is over then.
    const decided = field === 'orgUnit' && target !== null ? { value: target.orgUnitId } : undefined
    const confirmed = document.index[field] ?? decided
    if (confirmed !== undefined) return [{ field, text: label(field, confirmed.value), confirmed: true }]
    const proposal = document.proposals[field]?.[0]
    if (proposal === undefined) return []
    const text = proposal.details?.['label'] ?? label(field, proposal.value)
    return [{ field, text, confirmed: false }]
  }).filter((row) => row.text !== '')
  return (
    <section aria-labelledby="dokument-angaben">
      <h2 className="section-title" id="dokument-angaben">
        {texts.document.index}
      </h2>
      {rows.length === 0 && <p className="kern-body">{texts.document.noData}</p>}
      <dl className="index-table">
        {rows.map((row) => (
          <div key={row.field}>
            <dt>{texts.triage.fields[row.field]}</dt>
            <dd>
              {row.text}
              <Badge tone={row.confirmed ? 'success' : 'neutral'} icon={row.confirmed ? 'check' : 'sparkle'}>
                {row.confirmed ? texts.document.confirmed : texts.document.proposed}
              </Badge>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function useValueLabel(): (field: ProposalField, value: unknown) => string {
  const typeName = useTypeName()
  const unitName = useUnitName()
  return (field, value) => {
    if (field === 'documentType' && typeof value === 'string') return typeName(value)
    if (field === 'orgUnit' && typeof value === 'string') return unitName(value)
    return valueLabel(field, value)
  }
}

/** Undefined also for who may not see the item. */
function useItemOf({ itemId }: DocumentView): ItemView | undefined {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['item', itemId],
    queryFn: async ({ signal }) => fetchItem(itemId, signal),
    enabled: may('items:read'),
    retry: false,
  })
  return data
}

function Origin({ document, page }: { document: DocumentView; page: number }) {
  const texts = useTexts()
  const words = texts.document
  const may = useMay()
  const item = useItemOf(document)
  const { data: file } = useQuery({
    ...caseFileQuery(document.caseFileId ?? ''),
    enabled: document.caseFileId !== null && may('files:read'),
  })
  return (
    <section aria-labelledby="dokument-herkunft">
      <h2 className="section-title" id="dokument-herkunft">
        {words.facts}
      </h2>
      <dl className="index-table">
        {item !== undefined && (
          <div>
            <dt>{words.receipt}</dt>
            <dd>
              <Link to={`/posteingang/${item.id}`}>{item.receiptNumber}</Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{words.file}</dt>
          <dd>
            {file === undefined ? words.notFiled : <Link to={`/akten/${file.id}`}>{file.fileNumber}</Link>}
          </dd>
        </div>
        <div>
          <dt>{texts.triage.capturedAt}</dt>
          <dd>{formatInstant(document.capturedAt)}</dd>
        </div>
        <div>
          <dt>{words.format}</dt>
          <dd>{`${document.mediaType}, ${formatSize(document.sizeBytes)}, ${texts.common.pages(document.pageCount)}`}</dd>
        </div>
        {document.ocr !== null && (
          <div>
            <dt>{words.readBy}</dt>
            <dd>{`${words.sources[document.ocr.source]}, ${words.confidence(formatPercent(document.ocr.meanConfidence))}`}</dd>
          </div>
        )}
        {document.ocr !== null && <PageOrigin document={document} page={page} />}
        <div>
          <dt>{texts.virusScan.title}</dt>
          <dd>
            <VirusScanNote scan={document.virusScan} />
            <VirusBadge scan={document.virusScan} />
          </dd>
        </div>
        <div>
          <dt>{words.checksum}</dt>
          <dd className="index-table__hash">{document.sha256}</dd>
        </div>
      </dl>
      <RenewButton document={document} />
    </section>
  )
}
