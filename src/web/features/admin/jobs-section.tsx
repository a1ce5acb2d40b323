import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { JobView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText, reasonText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { fetchParkedJobs, retryJob } from './admin-api.ts'
import { QueuePanel } from './queue-panel.tsx'
import { RenewalPanel } from './renewal-panel.tsx'

/** Jobs that were halted after several attempts. */
export function JobsSection() {
  const { admin } = useTexts()
  const words = admin.jobs
  const { data, error, refetch } = useQuery({
    queryKey: ['jobs', 'parked'],
    queryFn: async ({ signal }) => fetchParkedJobs(signal),
  })
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <QueuePanel />
      <RenewalPanel />
      <p className="page__intro">{words.intro}</p>
      {data === undefined && error === null && <Loading />}
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Empty icon="check-circle" title={words.empty} />}
      {data !== undefined && data.items.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.failure}</th>
                <th scope="col" className="table__number">
                  {words.attempts}
                </th>
                <th scope="col">{words.since}</th>
                <th scope="col">{words.item}</th>
                <th scope="col">
                  <span className="kern-sr-only">{words.retry}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((job) => (
                <JobRow key={job.id} job={job} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function JobRow({ job }: { job: JobView }) {
  const texts = useTexts()
  const words = texts.admin.jobs
  const may = useMay()
  const announce = useAnnounce()
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => retryJob(job.id),
    onSuccess: () => {
      announce(words.retried)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
  return (
    <tr>
      <th scope="row">{words.kinds[job.kind] ?? job.kind}</th>
      <td>{reasonText(job.failure?.code, texts)}</td>
      <td className="table__number">{job.attempt}</td>
      <td>{formatInstant(job.failure?.at ?? job.createdAt)}</td>
      <td>{may('items:read') ? <Link to={`/posteingang/${job.itemId}`}>{words.item}</Link> : job.itemId}</td>
      <td className="table__actions">
        {may('items:retry') && (
          <Button
            className="button--small"
            icon="rotate"
            disabled={isPending}
            onClick={() => {
              mutate()
            }}
          >
            {words.retry}
          </Button>
        )}
      </td>
    </tr>
  )
}
