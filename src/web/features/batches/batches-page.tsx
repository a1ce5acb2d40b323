import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { BatchSummary } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { BatchBadge } from './batch-badge.tsx'
import { fetchBatches } from './batches-api.ts'
import { CreateBatchDialog } from './create-batch-dialog.tsx'
import './batches.css'

/** Letters that are scanned together, newest batch first. */
export function BatchesPage() {
  const { batches: words, common, paper, quality } = useTexts()
  const may = useMay()
  const [state, setState] = useState('')
  const [isCreating, setCreating] = useState(false)
  const list = useInfiniteQuery({
    queryKey: ['items', 'batches', state],
    queryFn: async ({ pageParam, signal }) => fetchBatches(state, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  return (
    <div className="page">
      <PageTitle>{words.title}</PageTitle>
      <p className="page__intro">{words.intro}</p>
      <div className="batches__bar">
        <Select
          label={words.show}
          value={state}
          onChange={(event) => {
            setState(event.target.value)
          }}
        >
          <option value="">{words.all}</option>
          <option value="open">{words.onlyOpen}</option>
        </Select>
        {may('batches:hand-in') && (
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              setCreating(true)
            }}
          >
            {words.create}
          </Button>
        )}
        {may('quality:check') && (
          <Link className="kern-btn kern-btn--secondary" to="/stapel/qualitaet">
            <Icon name="eye" />
            <span className="kern-label">{quality.title}</span>
          </Link>
        )}
        {may('paper:manage') && (
          <Link className="kern-btn kern-btn--secondary" to="/stapel/papierlager">
            <Icon name="folder" />
            <span className="kern-label">{paper.title}</span>
          </Link>
        )}
        <Link className="kern-btn kern-btn--secondary" to="/stapel/trennblaetter">
          <Icon name="printer" />
          <span className="kern-label">{words.sheets}</span>
        </Link>
      </div>
      <Loaded query={list}>
        {({ pages }) => <BatchTable batches={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {common.more}
        </Button>
      )}
      {isCreating && (
        <CreateBatchDialog
          onClose={() => {
            setCreating(false)
          }}
        />
      )}
    </div>
  )
}

function BatchTable({ batches }: { batches: readonly BatchSummary[] }) {
  const { batches: words } = useTexts()
  if (batches.length === 0) return <Empty icon="scan" title={words.empty} />
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table table--stacked">
        <thead>
          <tr>
            <th scope="col">{words.columns.number}</th>
            <th scope="col">{words.columns.state}</th>
            <th scope="col">{words.columns.created}</th>
            <th scope="col">{words.columns.from}</th>
            <th scope="col" className="table__number">
              {words.columns.scans}
            </th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id}>
              <th scope="row" className="table__code">
                <Link className="table__link" to={`/stapel/${batch.id}`}>
                  {batch.number}
                </Link>
              </th>
              <td>
                <BatchBadge state={batch.state} />
              </td>
              <td data-label={words.columns.created}>
                {formatInstant(batch.createdAt)}, {batch.operator}
              </td>
              <td data-label={words.columns.from}>
                {[words.channels[batch.channel], batch.site, batch.scanner]
                  .filter((part) => part !== null)
                  .join(', ')}
              </td>
              <td className="table__number" data-label={words.columns.scans}>
                {batch.scanCount}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
