import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { DisposalRunView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { DISPOSAL_KEY, fetchRun } from './disposal-api.ts'
import { RunFiles } from './run-files.tsx'
import { RunSteps } from './run-steps.tsx'
import './disposal.css'

/** One run from the choice of its files to the certificate. */
export function RunPage() {
  const { runId = '' } = useParams()
  const { disposal: words } = useTexts()
  const query = useQuery({
    queryKey: [...DISPOSAL_KEY, 'run', runId],
    queryFn: async ({ signal }) => fetchRun(runId, signal),
  })
  return (
    <div className="page disposal">
      <Loaded query={query}>
        {(run) => (
          <>
            <PageTitle>{words.runTitle(run.serial)}</PageTitle>
            <p>
              <Link className="kern-link" to="/aussonderung">
                {words.title}
              </Link>
            </p>
            <Facts run={run} />
            <RunSteps run={run} />
            <RunFiles files={run.files} />
            <Messages run={run} />
          </>
        )}
      </Loaded>
    </div>
  )
}

function Facts({ run }: { run: DisposalRunView }) {
  const { disposal: words } = useTexts()
  const step = (one: DisposalRunView['approved']) => one && `${formatInstant(one.at)}, ${one.by}`
  const facts = [
    [words.state, words.states[run.state]],
    [words.archive, run.archive],
    [words.way, run.isDirect ? words.ways.direct : words.ways.offer],
    [words.process, run.processId],
    [words.requested, step(run.requested)],
    [words.approved, step(run.approved)],
    [words.store, words.storeWords(run.store.versions, run.store.objectLock)],
    [words.toErase, run.toErase === 0 ? null : String(run.toErase)],
  ] as const
  return (
    <dl className="disposal__facts">
      {facts.map(([label, value]) =>
        value === null ? null : (
          <div key={label} className="disposal__fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function Messages({ run }: { run: DisposalRunView }) {
  const { disposal: words } = useTexts()
  if (run.messages.length === 0) return null
  return (
    <section aria-labelledby="aussonderung-nachrichten">
      <h2 className="section-title" id="aussonderung-nachrichten">
        {words.messages}
      </h2>
      <ul className="disposal__messages">
        {run.messages.map(({ type, direction, at, by, sha256 }) => (
          <li key={`${type} ${at}`}>
            <span>
              {words.message(type, words.directions[direction], formatInstant(at), by)}
              <br />
              <span className="kern-hint">SHA-256 {sha256}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
