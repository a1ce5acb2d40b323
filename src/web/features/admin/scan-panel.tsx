import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { IntegrityScanPage } from '../../shared/api/types.ts'
import { formatInstant, formatSize } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert, Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { fetchScan, fetchScans, requestScan } from './admin-api.ts'
import { ScanFindings } from './integrity-findings.tsx'

type ScanSummary = IntegrityScanPage['items'][number]

const LOOK_EVERY_MS = 3_000
const SHOWN_SCANS = 10

/** The last scan of everything stored, how far it is, what it found, and those before it. */
export function ScanPanel() {
  const words = useTexts().integrity.scan
  const { data, error, refetch } = useQuery({
    queryKey: ['integrity-scans'],
    queryFn: async ({ signal }) => fetchScans(SHOWN_SCANS, signal),
    refetchInterval: ({ state }) => (isOpen(state.data?.items[0]) ? LOOK_EVERY_MS : false),
  })
  const [latest, ...earlier] = data?.items ?? []
  return (
    <section className="integrity" aria-labelledby="unversehrtheit-pruefung">
      <h2 className="kern-heading-medium" id="unversehrtheit-pruefung">
        {words.title}
      </h2>
      <p className="page__intro">{words.intro}</p>
      <RunButton isUnderway={isOpen(latest)} />
      {data === undefined && error === null && <Loading />}
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data !== undefined && latest === undefined && (
        <Empty icon="shield" title={words.never}>
          <p>{words.neverHint}</p>
        </Empty>
      )}
      {latest !== undefined && <Latest key={latest.id} scan={latest} />}
      {earlier.length > 0 && <Earlier scans={earlier} />}
    </section>
  )
}

function isOpen(scan: ScanSummary | undefined): boolean {
  return scan !== undefined && scan.state !== 'done'
}

function RunButton({ isUnderway }: { isUnderway: boolean }) {
  const texts = useTexts()
  const words = texts.integrity.scan
  const announce = useAnnounce()
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: requestScan,
    onSuccess: () => {
      announce(words.started)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['integrity-scans'] }),
  })
  const isBusy = isPending || isUnderway
  return (
    <Button
      kind="primary"
      icon="shield"
      disabled={isBusy}
      onClick={() => {
        mutate()
      }}
    >
      {isBusy ? words.underway : words.run}
    </Button>
  )
}

function Latest({ scan }: { scan: ScanSummary }) {
  // The key changes with what the scan has found, so that the findings are read again as it goes on.
  const { data, error, refetch } = useQuery({
    queryKey: ['integrity-scan', scan.id, scan.state, scan.findingCount],
    queryFn: async ({ signal }) => fetchScan(scan.id, signal),
    enabled: scan.findingCount > 0,
    placeholderData: (before) => before,
  })
  return (
    <>
      <div role="status">
        <State scan={scan} />
      </div>
      <Numbers scan={scan} />
      {scan.findingCount > 0 && data === undefined && error === null && <Loading />}
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {scan.findingCount > 0 && data !== undefined && <ScanFindings scan={data} />}
    </>
  )
}

/** Without the numbers that move, which a screen reader would have to read out every few seconds. */
function State({ scan }: { scan: ScanSummary }) {
  const words = useTexts().integrity.scan
  if (scan.state !== 'done') {
    return (
      <Alert tone="info" title={scan.state === 'queued' ? words.queued : words.running}>
        <p>{words.runningBody}</p>
      </Alert>
    )
  }
  if (scan.findingCount === 0) return <Alert tone="success" title={words.whole} />
  return (
    <Alert tone="danger" title={words.damaged(scan.findingCount)}>
      <p>{words.damagedBody}</p>
    </Alert>
  )
}

function Numbers({ scan }: { scan: ScanSummary }) {
  const words = useTexts().integrity.scan
  const begun = formatInstant(scan.createdAt)
  return (
    <p className="integrity__numbers">
      {words.looked(scan.checkedDocuments, scan.checkedObjects, formatSize(scan.checkedBytes))}{' '}
      {scan.trigger === 'person' ? words.byPerson(scan.requestedBy, begun) : words.bySchedule(begun)}{' '}
      {scan.finishedAt !== null && words.finished(formatInstant(scan.finishedAt))}
      {scan.state !== 'done' && scan.findingCount > 0 && words.soFar(scan.findingCount)}
    </p>
  )
}

function Earlier({ scans }: { scans: readonly ScanSummary[] }) {
  const words = useTexts().integrity.scan
  const numbers = [words.documents, words.objects, words.count]
  return (
    <>
      <h3 className="kern-heading-small">{words.earlier}</h3>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={words.earlier}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.begun}</th>
              <th scope="col">{words.state}</th>
              {numbers.map((name) => (
                <th key={name} scope="col" className="table__number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scans.map((scan) => (
              <tr key={scan.id}>
                <th scope="row">{formatInstant(scan.createdAt)}</th>
                <td>{words.states[scan.state]}</td>
                <td className="table__number">{scan.checkedDocuments}</td>
                <td className="table__number">{scan.checkedObjects}</td>
                <td className="table__number">{scan.findingCount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
