import { Link } from 'react-router'
import type { PublicTenant, SubmissionReceipt } from '../../shared/api/types.ts'
import { formatCalendarDate, formatInstant, formatSize, shortHash } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { ReceiptPdfButton } from './receipt-pdf-button.tsx'

interface Properties {
  readonly tenant: PublicTenant
  readonly receipt: SubmissionReceipt
  readonly onAgain: () => void
}

/** Proof of receipt; the secret is shown here and never again. */
export function ReceiptView({ tenant, receipt, onAgain }: Properties) {
  const { receipt: words } = useTexts().citizen
  return (
    <section className="receipt">
      <div className="receipt__head">
        <Icon name="check-circle" size={32} />
        <PageTitle>{words.title}</PageTitle>
      </div>
      <dl className="receipt__facts">
        <div>
          <dt>{words.number}</dt>
          <dd>{receipt.receiptNumber}</dd>
        </div>
        <div>
          <dt>{words.at}</dt>
          <dd>{formatInstant(receipt.receivedAt)}</dd>
        </div>
      </dl>
      <AnswerConfirmed answered={receipt.followUp} />
      <div className="receipt__codes">
        <Code label={words.code} value={receipt.referenceCode} />
        <Code label={words.secret} value={receipt.secret} />
        <p className="receipt__keep">{words.keep}</p>
      </div>
      <h2 className="section-title">{words.files}</h2>
      <ul className="receipt__files">
        {receipt.files.map((file) => (
          <li key={file.sha256 + file.filename}>
            <span className="receipt__file-name">{file.filename}</span>
            <span>{formatSize(file.sizeBytes)}</span>
            <span className="receipt__hash" title={file.sha256}>
              {words.checksum}: {shortHash(file.sha256)}
            </span>
          </li>
        ))}
      </ul>
      <p className="kern-hint">{words.checksumHint}</p>
      <h2 className="section-title">{words.next}</h2>
      <p className="kern-body">{words.nextBody}</p>
      <div className="button-row no-print">
        <ReceiptPdfButton slug={tenant.slug} codes={receipt} receiptNumber={receipt.receiptNumber} />
        <Button
          icon="printer"
          onClick={() => {
            window.print()
          }}
        >
          {words.print}
        </Button>
        <Button onClick={onAgain}>{words.again}</Button>
        <Link className="kern-link" to={`/abgabe/${tenant.slug}/status`}>
          {words.status}
        </Link>
      </div>
    </section>
  )
}

/** That it was handed in later, and when, is what the citizen must be able to prove. */
function AnswerConfirmed({ answered }: { answered: SubmissionReceipt['followUp'] }) {
  const { receipt: words } = useTexts().citizen
  if (answered === null) return null
  return (
    <p className="kern-body receipt__answer">
      {words.answer(answered.subject, formatCalendarDate(answered.dueOn))}{' '}
      <strong>{answered.inTime ? words.inTime : words.late}</strong>
    </p>
  )
}

function Code({ label, value }: { label: string; value: string }) {
  const { receipt: words } = useTexts().citizen
  const announce = useAnnounce()
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    announce(words.copied)
  }
  const canCopy = 'clipboard' in navigator
  return (
    <div className="receipt__code">
      <span className="receipt__code-label">{label}</span>
      <span className="receipt__code-value">{value}</span>
      {canCopy && (
        <Button kind="tertiary" icon="copy" className="button--small no-print" onClick={() => void copy()}>
          {words.copy}
        </Button>
      )}
    </div>
  )
}
