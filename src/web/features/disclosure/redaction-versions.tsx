import { useQuery } from '@tanstack/react-query'
import type { RedactionView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { fetchRedactions, redactionUrl } from './disclosure-api.ts'

export function redactionsKey(documentId: string): readonly string[] {
  return ['document', documentId, 'redactions']
}

interface Properties {
  readonly documentId: string
  readonly isBusy: boolean
  readonly onGoOn: (redaction: RedactionView) => void
  readonly onTakeOver: (redaction: RedactionView) => void
}

/** Redacted versions of a document with who made them, and what the check has found. */
export function RedactionVersions({ documentId, ...rest }: Properties) {
  const { redaction } = useTexts()
  const { data, error, refetch } = useQuery({
    queryKey: redactionsKey(documentId),
    queryFn: async ({ signal }) => fetchRedactions(documentId, signal),
  })
  return (
    <section aria-labelledby="fassungen">
      <h2 className="section-title" id="fassungen">
        {redaction.versions}
      </h2>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="redaction__none">{redaction.noVersions}</p>}
      <ul className="plain-list redaction__versions">
        {data?.items.map((one) => (
          <Version key={one.id} one={one} documentId={documentId} {...rest} />
        ))}
      </ul>
    </section>
  )
}

const SIGNS = {
  checking: { tone: 'info', icon: 'clock' },
  released: { tone: 'success', icon: 'check-circle' },
  refused: { tone: 'danger', icon: 'danger' },
} as const

function Version({ one, documentId, isBusy, onGoOn, onTakeOver }: Properties & { one: RedactionView }) {
  const { redaction } = useTexts()
  const { check, state, marks } = one
  const when = formatInstant(one.createdAt)
  const pages = new Set(marks.map(({ page }) => page)).size
  return (
    <li className="redaction__version">
      <div>{redaction.madeBy(when, one.createdBy.displayName)}</div>
      <Badge {...SIGNS[state]}>{redaction.states[state]}</Badge>
      <div className="redaction__facts">{redaction.total(marks.length, pages)}</div>
      {one.note !== null && <div className="redaction__facts">{one.note}</div>}
      <div className="redaction__facts">{factsOf(one, redaction)}</div>
      {check.stillVisibleOn.length > 0 && (
        <div className="redaction__warning">{redaction.stillVisible(check.stillVisibleOn.join(', '))}</div>
      )}
      <div className="button-row">
        {state === 'released' && (
          <a
            className="kern-btn kern-btn--secondary"
            href={redactionUrl(documentId, one.id)}
            download=""
            aria-label={redaction.downloadOf(when)}
          >
            <Icon name="download" />
            <span className="kern-label">{redaction.download}</span>
          </a>
        )}
        {state === 'checking' && (
          <Button
            disabled={isBusy}
            onClick={() => {
              onGoOn(one)
            }}
          >
            {redaction.goOn}
          </Button>
        )}
        <Button
          kind="tertiary"
          aria-label={redaction.takeOverOf(when)}
          onClick={() => {
            onTakeOver(one)
          }}
        >
          {redaction.takeOver}
        </Button>
      </div>
    </li>
  )
}

interface Words {
  readonly proof: string
  readonly refused: (hits: number) => string
  readonly checking: (done: number, all: number) => string
}

function factsOf({ state, check }: RedactionView, words: Words): string {
  if (state === 'refused') return words.refused(check.hiddenHits)
  return state === 'released' ? words.proof : words.checking(check.pagesReread, check.pagesToReread)
}
