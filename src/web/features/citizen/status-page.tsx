import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { ApiError } from '../../shared/api/client.ts'
import type { PublicTenant, SubmissionReceipt, SubmissionStatus } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Badge, type BadgeTone } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import type { IconName } from '../../shared/ui/icon.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { fetchStatus } from './citizen-api.ts'
import { ReceiptPdfButton } from './receipt-pdf-button.tsx'
import { TenantPage } from './tenant-page.tsx'

type Codes = Pick<SubmissionReceipt, 'referenceCode' | 'secret'>

/** How far a submission is, for whoever holds code and secret. */
export function StatusPage() {
  return <TenantPage>{(tenant) => <StatusForm tenant={tenant} />}</TenantPage>
}

function StatusForm({ tenant }: { tenant: PublicTenant }) {
  const texts = useTexts()
  const { status, receipt, heading } = texts.citizen
  const [code, setCode] = useState('')
  const [secret, setSecret] = useState('')
  const [checked, setChecked] = useState(false)
  const question = useMutation({
    mutationFn: async (codes: Codes) => fetchStatus(tenant.slug, codes.referenceCode, codes.secret),
  })
  const missing = (value: string) => (checked && value.trim() === '' ? status.missing : undefined)
  return (
    <>
      <PageTitle>{status.title}</PageTitle>
      <p className="kern-body--large">{status.intro}</p>
      <form
        className="stack stack--wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          const codes = { referenceCode: code.trim(), secret: secret.trim() }
          if (codes.referenceCode !== '' && codes.secret !== '') question.mutate(codes)
        }}
      >
        {question.isError && <Alert tone="danger" urgent title={failureText(question.error)} />}
        <TextField
          label={receipt.code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          error={missing(code)}
          value={code}
          onChange={(event) => {
            setCode(event.target.value)
          }}
        />
        <TextField
          label={receipt.secret}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={missing(secret)}
          value={secret}
          onChange={(event) => {
            setSecret(event.target.value)
          }}
        />
        <Button kind="primary" type="submit" disabled={question.isPending}>
          {status.submit}
        </Button>
      </form>
      {question.isSuccess && (
        <>
          <Answer answer={question.data} />
          <ReceiptPdfButton
            slug={tenant.slug}
            codes={question.variables}
            receiptNumber={question.data.receiptNumber}
            kind="secondary"
          />
        </>
      )}
      <Link className="kern-link" to={`/abgabe/${tenant.slug}`}>
        {heading}
      </Link>
    </>
  )

  function failureText(error: Error): string {
    const isWrong = error instanceof ApiError && [400, 401, 404].includes(error.status)
    return isWrong ? status.wrong : problemText(error, texts)
  }
}

const SIGNS: Readonly<Record<SubmissionStatus['status'], { tone: BadgeTone; icon: IconName }>> = {
  received: { tone: 'info', icon: 'inbox' },
  processing: { tone: 'info', icon: 'clock' },
  question: { tone: 'warning', icon: 'mail' },
  completed: { tone: 'success', icon: 'check-circle' },
  closed: { tone: 'neutral', icon: 'lock' },
}

function Answer({ answer }: { answer: SubmissionStatus }) {
  const { status, receipt } = useTexts().citizen
  const sign = SIGNS[answer.status]
  return (
    <section className="status-answer" role="status">
      <Badge tone={sign.tone} icon={sign.icon}>
        {status.states[answer.status]}
      </Badge>
      <p className="kern-body">{status.explain[answer.status]}</p>
      {answer.notice !== null && <p className="kern-body status-answer__notice">{answer.notice}</p>}
      <dl className="receipt__facts">
        <div>
          <dt>{receipt.number}</dt>
          <dd>{answer.receiptNumber}</dd>
        </div>
        <div>
          <dt>{receipt.at}</dt>
          <dd>{formatInstant(answer.receivedAt)}</dd>
        </div>
        <div>
          <dt>{status.fileCount}</dt>
          <dd>{answer.fileCount}</dd>
        </div>
      </dl>
    </section>
  )
}
