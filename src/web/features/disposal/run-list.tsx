import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { DisposalRunSummary } from '../../shared/api/types.ts'
import { formatDay } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { DISPOSAL_KEY, fetchRuns } from './disposal-api.ts'

/** Runs, newest first. */
export function RunList() {
  const { disposal: words } = useTexts()
  const query = useQuery({
    queryKey: [...DISPOSAL_KEY, 'runs'],
    queryFn: async ({ signal }) => fetchRuns(signal),
  })
  return (
    <section aria-labelledby="aussonderung-vorgaenge">
      <h2 className="section-title" id="aussonderung-vorgaenge">
        {words.runs}
      </h2>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? <p className="kern-body">{words.noRuns}</p> : <Runs runs={items} />
        }
      </Loaded>
    </section>
  )
}

function Runs({ runs }: { runs: readonly DisposalRunSummary[] }) {
  const { disposal: words } = useTexts()
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={words.runs}>
      <table className="table table--stacked">
        <thead>
          <tr>
            <th scope="col">{words.run}</th>
            <th scope="col">{words.archive}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.files}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <Link className="kern-link" to={`/aussonderung/${run.id}`}>
                  {words.runTitle(run.serial)}
                </Link>
                <br />
                {formatDay(run.createdAt)}, {run.createdBy}
              </th>
              <td data-label={words.archive}>{run.archive}</td>
              <td data-label={words.state}>{words.states[run.state]}</td>
              <td data-label={words.files}>{words.fileCount(run.files, run.destroyed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
