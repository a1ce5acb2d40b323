import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { ApiError } from '../../shared/api/client.ts'
import type { FollowUpNotice, PublicTenant, SubmissionReceipt } from '../../shared/api/types.ts'
import { formatCalendarDate } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert, Loading } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { openFollowUp } from './citizen-api.ts'
import { HandInForm } from './hand-in-form.tsx'
import { ReceiptView } from './receipt-view.tsx'
import { TenantPage } from './tenant-page.tsx'

/** What the city asks for, and the way to hand it in; the code stands behind the `#`, which no server gets to see. */
export function FollowUpPage() {
  const { hash } = useLocation()
  const code = codeIn(hash)
  return (
    <TenantPage>
      {(tenant) =>
        code === '' ? <CodeForm tenant={tenant} /> : <Asked key={code} tenant={tenant} code={code} />
      }
    </TenantPage>
  )
}

function codeIn(hash: string): string {
  return hash.slice(1).replace(/[^0-9A-Za-z-]/g, '')
}

function keyOf({ slug }: PublicTenant, code: string): readonly string[] {
  return ['follow-up', slug, code]
}

function Asked({ tenant, code }: { tenant: PublicTenant; code: string }) {
  const [receipt, setReceipt] = useState<SubmissionReceipt>()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, code),
    queryFn: async () => openFollowUp(tenant.slug, code),
    retry: false,
    refetchOnWindowFocus: false,
  })
  if (receipt !== undefined) {
    return (
      <ReceiptView
        tenant={tenant}
        receipt={receipt}
        onAgain={() => {
          setReceipt(undefined)
          void refetch()
        }}
      />
    )
  }
  if (error !== null) return <CodeForm tenant={tenant} error={error} />
  if (data === undefined) return <Loading />
  return (
    <HandInForm
      tenant={tenant}
      onReceipt={setReceipt}
      followUpCode={code}
      head={<AskedFor notice={data} />}
    />
  )
}

function AskedFor({ notice }: { notice: FollowUpNotice }) {
  const { followUp: words } = useTexts().citizen
  const { subject, text, wanted, askedOn, dueOn, openUntil, isOverdue, answerCount } = notice
  return (
    <>
      <PageTitle>{words.heading}</PageTitle>
      <section className="asked" aria-label={subject}>
        <h2 className="asked__subject">{subject}</h2>
        <p className="asked__text">{text}</p>
        <ul>
          {wanted.map((thing) => (
            <li key={thing}>{thing}</li>
          ))}
        </ul>
        <p className="asked__due">
          <strong>{words.due(formatCalendarDate(dueOn))}</strong>
        </p>
        <p className="kern-hint">{words.askedOn(formatCalendarDate(askedOn))}</p>
      </section>
      {isOverdue && (
        <Alert tone="warning" title={words.overdue}>
          <p>{words.overdueBody(formatCalendarDate(openUntil))}</p>
        </Alert>
      )}
      {answerCount > 0 && <Alert tone="info" title={words.answered(answerCount)} />}
    </>
  )
}

function CodeForm({ tenant, error }: { tenant: PublicTenant; error?: Error }) {
  const texts = useTexts()
  const { followUp: words, heading } = texts.citizen
  const navigate = useNavigate()
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const client = useQueryClient()
  const typed = codeIn(`#${code}`)
  const opening = useMutation({
    mutationFn: async () => openFollowUp(tenant.slug, typed),
    onSuccess: async (notice) => {
      // Where the link itself could not be read a moment ago, its page is there already and goes nowhere.
      client.setQueryData(keyOf(tenant, typed), notice)
      await navigate({ hash: typed }, { replace: true })
    },
  })
  const failure = opening.error ?? error
  return (
    <>
      <PageTitle>{words.heading}</PageTitle>
      <p className="kern-body--large">{words.codeIntro}</p>
      <form
        className="stack stack--wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (typed !== '') opening.mutate()
        }}
      >
        {failure !== undefined && (
          <Alert tone="danger" urgent title={isWrong(failure) ? words.wrong : problemText(failure, texts)}>
            {isWrong(failure) && <p>{words.wrongBody}</p>}
          </Alert>
        )}
        <TextField
          label={words.code}
          hint={words.codeHint}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={code}
          error={checked && typed === '' ? texts.citizen.status.missing : undefined}
          onChange={(event) => {
            setCode(event.target.value)
          }}
        />
        <Button kind="primary" type="submit" disabled={opening.isPending}>
          {words.open}
        </Button>
        <Link className="kern-link" to={`/abgabe/${tenant.slug}`}>
          {heading}
        </Link>
      </form>
    </>
  )
}

function isWrong(error: Error): boolean {
  return error instanceof ApiError && [400, 404, 422].includes(error.status)
}
