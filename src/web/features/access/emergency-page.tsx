import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ApiError } from '../../shared/api/client.ts'
import type { EmergencyView } from '../../shared/api/types.ts'
import { takeBackGrant } from '../../shared/access/access-api.ts'
import { useAccessChange } from '../../shared/access/use-access-change.ts'
import { formatInstant } from '../../shared/format.ts'
import { useNowMs } from '../../shared/now.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { EMERGENCIES_KEY, fetchEmergencies, openInEmergency } from './access-pages-api.ts'
import { ReasonedForm } from './reasoned-form.tsx'
import '../../shared/access/access.css'

/** Opening one record that one has no right to, and what others have opened so. */
export function EmergencyPage() {
  const { emergency: words } = useTexts().access
  const may = useMay()
  return (
    <div className="page">
      <PageTitle>{words.title}</PageTitle>
      {may('access:emergency') && <EmergencyForm />}
      {may('access:notices') && <EmergencyList />}
    </div>
  )
}

function EmergencyForm() {
  const texts = useTexts()
  const words = texts.access.emergency
  const client = useQueryClient()
  const opening = useMutation({
    mutationFn: async ({ number, reason }: { number: string; reason: string }) =>
      openInEmergency(number, reason),
    onSettled: async () => client.invalidateQueries({ queryKey: EMERGENCIES_KEY }),
  })
  return (
    <section className="stack stack--wide">
      <p className="page__intro">{words.intro}</p>
      {opening.error !== null && <Alert tone="danger" urgent title={failureText(opening.error, texts)} />}
      {opening.data !== undefined && <Opened emergency={opening.data} />}
      <ReasonedForm
        asked={{ label: words.number, hint: words.numberHint, maxLength: 100 }}
        words={words}
        submit={{ label: words.open, icon: 'warning' }}
        pending={opening.isPending}
        onSubmit={(number, reason) => {
          opening.mutate({ number, reason })
        }}
      />
    </section>
  )
}

function failureText(error: Error, texts: ReturnType<typeof useTexts>): string {
  const isMissing = error instanceof ApiError && error.code === 'not-found'
  return isMissing ? texts.access.emergency.notFound : problemText(error, texts)
}

function Opened({ emergency }: { emergency: EmergencyView }) {
  const { emergency: words } = useTexts().access
  return (
    <Alert tone="success" title={words.opened(emergency.objectNumber)}>
      <Link className="kern-link" to={addressOf(emergency)}>
        {words.go}
      </Link>
    </Alert>
  )
}

function addressOf({ objectKind, objectId }: EmergencyView): string {
  return objectKind === 'case-file' ? `/akten/${objectId}` : `/posteingang/${objectId}`
}

function EmergencyList() {
  const { emergency: words } = useTexts().access
  const emergencies = useQuery({
    queryKey: EMERGENCIES_KEY,
    queryFn: async ({ signal }) => fetchEmergencies(signal),
  })
  return (
    <section aria-labelledby="notfallzugriffe">
      <h2 className="section-title" id="notfallzugriffe">
        {words.listTitle}
      </h2>
      <p>{words.listIntro}</p>
      <Loaded query={emergencies}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="kern-body">{words.none}</p>
          ) : (
            <EmergencyTable emergencies={items} />
          )
        }
      </Loaded>
    </section>
  )
}

function EmergencyTable({ emergencies }: { emergencies: readonly EmergencyView[] }) {
  const { emergency: words } = useTexts().access
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.listTitle}>
      <table className="table table--stacked">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.reason}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {emergencies.map((one) => (
            <Row key={one.id} emergency={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ emergency }: { emergency: EmergencyView }) {
  const texts = useTexts()
  const { emergency: words, grants } = texts.access
  const may = useMay()
  const nowMs = useNowMs()
  const change = useAccessChange(async () => takeBackGrant(emergency.id), grants.takenBack)
  const { givenAt, endsAt, takenBackAt, person, objectNumber, reason } = emergency
  const isRunning = takenBackAt === null && Date.parse(endsAt) > nowMs
  return (
    <tr>
      <th scope="row">{formatInstant(givenAt)}</th>
      <td>{person.displayName}</td>
      <td data-label={words.what}>{objectNumber}</td>
      <td data-label={words.reason}>{reason}</td>
      <td>
        {isRunning ? words.running(formatInstant(endsAt)) : words.over}{' '}
        {isRunning && may('access:grant') && (
          <Button
            className="button--small"
            aria-label={`${words.end}: ${objectNumber}`}
            disabled={change.isPending}
            onClick={() => {
              change.mutate(undefined)
            }}
          >
            {words.end}
          </Button>
        )}
        {change.error !== null && <Alert tone="danger" urgent title={problemText(change.error, texts)} />}
      </td>
    </tr>
  )
}
