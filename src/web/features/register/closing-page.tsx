import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ClosingPreview, RegisterEntry } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { ClosingList } from './closing-list.tsx'
import { fetchClosingPreview } from './register-api.ts'
import { RegisterTabs } from './register-tabs.tsx'
import { SignForm } from './sign-form.tsx'
import './register.css'

/** What came in since the last closing, what still waits, and the signature of who leads the mailroom. */
export function ClosingPage() {
  const { closing } = useTexts()
  const query = useQuery({
    queryKey: ['day-closings', 'preview'],
    queryFn: async ({ signal }) => fetchClosingPreview(signal),
  })
  return (
    <div className="page">
      <PageTitle>{closing.title}</PageTitle>
      <RegisterTabs />
      <Loaded query={query}>{(preview) => <Preview preview={preview} />}</Loaded>
      <ClosingList />
    </div>
  )
}

function Preview({ preview }: { preview: ClosingPreview }) {
  const { closing } = useTexts()
  const may = useMay()
  const { batches, counts, spans, waiting } = preview
  return (
    <section className="closing" aria-labelledby="seither">
      <h2 className="kern-heading-small" id="seither">
        {closing.since}
      </h2>
      <dl className="closing__counts">
        <div>
          <dt>{closing.items}</dt>
          <dd>{counts.items}</dd>
        </div>
        <div>
          <dt>{closing.files}</dt>
          <dd>{counts.files}</dd>
        </div>
        <div>
          <dt>{closing.voided}</dt>
          <dd>{counts.byState.voided ?? 0}</dd>
        </div>
        <div>
          <dt>{closing.numbers}</dt>
          <dd>{spans.map(closing.span).join(', ') || closing.noNumbers}</dd>
        </div>
      </dl>
      <Waiting total={counts.waiting} entries={waiting} />
      <Batches batches={batches} />
      {may('day:close') ? (
        spans.length > 0 && <SignForm needsReason={counts.waiting > 0 || batches.length > 0} />
      ) : (
        <p className="kern-body">{closing.whoSigns}</p>
      )}
    </section>
  )
}

/** Batches of scans that are open, or were closed though their pages did not add up. */
function Batches({ batches }: Pick<ClosingPreview, 'batches'>) {
  const { batches: words } = useTexts()
  const may = useMay()
  if (batches.length === 0) return null
  return (
    <Alert tone="warning" title={words.waits(batches.length)}>
      <ul className="closing__waiting">
        {batches.map(({ id, number, state, reason }) => (
          <li key={id}>
            {may('batches:read') ? (
              <Link className="kern-link" to={`/stapel/${id}`}>
                {number}
              </Link>
            ) : (
              number
            )}
            , {words.states[state]}
            {reason !== null && `, ${words.close.because(reason)}`}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Waiting({ total, entries }: { total: number; entries: readonly RegisterEntry[] }) {
  const { closing, triage } = useTexts()
  if (total === 0) return <Alert tone="success" title={closing.nothingWaits} />
  return (
    <Alert tone="warning" title={closing.waits(total)}>
      <ul className="closing__waiting">
        {entries.map(({ id, receiptNumber, state }) => (
          <li key={receiptNumber}>
            {id === null ? (
              receiptNumber
            ) : (
              <Link className="kern-link" to={`/posteingang/${id}`}>
                {receiptNumber}
              </Link>
            )}
            , {triage.states[state]}
          </li>
        ))}
      </ul>
      {total > entries.length && <p>{closing.andMore(total - entries.length)}</p>}
    </Alert>
  )
}
