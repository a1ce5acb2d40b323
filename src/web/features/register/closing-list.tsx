import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { DayClosing } from '../../shared/api/types.ts'
import { formatCalendarDate, formatInstant, shortHash } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { checkClosing, fetchClosings } from './register-api.ts'
import { ReopenDialog } from './reopen-dialog.tsx'

/** Days that were signed off, newest first; each can be compared with the register. */
export function ClosingList() {
  const { closing, common } = useTexts()
  const [reopening, setReopening] = useState<DayClosing>()
  const query = useInfiniteQuery({
    queryKey: ['day-closings', 'list'],
    queryFn: async ({ pageParam, signal }) => fetchClosings(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  if (query.isPending) return <Loading />
  if (query.isError) return <LoadFailure error={query.error} retry={() => void query.refetch()} />
  const closings = query.data.pages.flatMap((page) => page.items)
  const standing = closings.find(({ reopened }) => reopened === null)
  return (
    <section className="closing" aria-labelledby="abschluesse">
      <h2 className="kern-heading-small" id="abschluesse">
        {closing.closings}
      </h2>
      {closings.length === 0 ? (
        <p className="kern-body">{closing.none}</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={closing.title}>
          <table className="table table--stacked">
            <thead>
              <tr>
                <th scope="col">{closing.columns.closing}</th>
                <th scope="col">{closing.columns.closed}</th>
                <th scope="col">{closing.numbers}</th>
                <th scope="col" className="table__number">
                  {closing.items}
                </th>
                <th scope="col" className="table__number">
                  {closing.columns.waiting}
                </th>
                <th scope="col">{closing.columns.hash}</th>
                <th scope="col" className="table__actions">
                  {closing.columns.action}
                </th>
              </tr>
            </thead>
            <tbody>
              {closings.map((one) => (
                <Row key={one.id} one={one} onReopen={one.id === standing?.id ? setReopening : undefined} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>{common.more}</Button>}
      {reopening !== undefined && (
        <ReopenDialog
          closing={reopening}
          onClose={() => {
            setReopening(undefined)
          }}
        />
      )}
    </section>
  )
}

interface RowProperties {
  readonly one: DayClosing
  /** Absent where others rest on it. */
  readonly onReopen: ((closing: DayClosing) => void) | undefined
}

function Row({ one, onReopen }: RowProperties) {
  const texts = useTexts()
  const { closing } = texts
  const may = useMay()
  return (
    <tr>
      <th scope="row">
        {closing.serial(one.serial)}
        <br />
        {formatCalendarDate(one.day)}
      </th>
      <td>
        {one.closedBy.displayName}, {formatInstant(one.closedAt)}
        {one.reason !== null && <div>{texts.arrival.closed(one.reason)}</div>}
        {one.reopened !== null && (
          <div>
            <Badge tone="warning" icon="undo">
              {closing.wasReopened}
            </Badge>{' '}
            {one.reopened.by.displayName}, {formatInstant(one.reopened.at)}: {one.reopened.reason}
          </div>
        )}
      </td>
      <td data-label={closing.numbers}>{one.spans.map(closing.span).join(', ')}</td>
      <td className="table__number" data-label={closing.items}>
        {one.counts.items}
      </td>
      <td className="table__number" data-label={closing.columns.waiting}>
        {one.counts.waiting}
      </td>
      <td data-label={closing.columns.hash}>
        <span className="closing__hash">{shortHash(one.hash)}</span>
        <Check id={one.id} />
      </td>
      <td className="table__actions">
        {onReopen !== undefined && may('day:close') && (
          <Button
            className="button--small"
            onClick={() => {
              onReopen(one)
            }}
          >
            {closing.reopen}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Compares one closing with the register as it is now. */
function Check({ id }: { id: string }) {
  const texts = useTexts()
  const { closing } = texts
  const checking = useMutation({ mutationFn: async () => checkClosing(id) })
  return (
    <div role="status" className="closing__check">
      {checking.isError && problemText(checking.error, texts)}
      {checking.data === undefined ? (
        <Button
          kind="tertiary"
          className="button--small"
          disabled={checking.isPending}
          onClick={() => {
            checking.mutate()
          }}
        >
          {closing.check}
        </Button>
      ) : (
        <Badge
          tone={checking.data.matches ? 'success' : 'danger'}
          icon={checking.data.matches ? 'check' : 'danger'}
        >
          {checking.data.matches ? closing.matches : closing.differs}
        </Badge>
      )}
    </div>
  )
}
