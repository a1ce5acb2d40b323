import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { Link } from 'react-router'
import type { RegisterEntry } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { fetchRegister, type RegisterFilter } from './register-api.ts'
import { Remarks } from './remarks.tsx'

interface Properties {
  readonly filter: RegisterFilter
  readonly onSender: (sender: string) => void
}

export function RegisterTable({ filter, onSender }: Properties) {
  const { register, common } = useTexts()
  const wanted = useDeferredValue(filter)
  const query = useInfiniteQuery({
    queryKey: ['mail-register', wanted],
    queryFn: async ({ pageParam, signal }) => fetchRegister(wanted, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  if (query.isPending) return <Loading />
  if (query.isError) return <LoadFailure error={query.error} retry={() => void query.refetch()} />
  const rows = query.data.pages.flatMap((page) => page.items)
  if (rows.length === 0) return <Empty icon="inbox" title={register.empty} />
  const total = query.data.pages[0]?.total
  return (
    <>
      <p role="status">{register.count(rows.length, total)}</p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={register.title}>
        <table className="table register__table">
          <thead>
            <tr>
              {register.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((entry) => (
              <Row key={entry.receiptNumber} entry={entry} onSender={onSender} />
            ))}
          </tbody>
        </table>
      </div>
      {query.hasNextPage && (
        <Button className="no-print" onClick={() => void query.fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </>
  )
}

function Row({ entry, onSender }: { entry: RegisterEntry; onSender: Properties['onSender'] }) {
  const { register, triage } = useTexts()
  const unitName = useUnitName()
  const { content } = entry
  return (
    <tr>
      <th scope="row" className="table__code">
        {content === null ? (
          entry.receiptNumber
        ) : (
          <Link className="table__link" to={`/posteingang/${entry.id}`}>
            {entry.receiptNumber}
          </Link>
        )}
      </th>
      <td>{formatInstant(entry.receivedAt)}</td>
      <td>{formatInstant(entry.capturedAt)}</td>
      <td>{triage.channels[entry.channel]}</td>
      {content === null ? (
        <td colSpan={2} className="register__hidden">
          {register.notShown}
        </td>
      ) : (
        <>
          <td>{content.sender !== null && <Sender name={content.sender} onSender={onSender} />}</td>
          <td>{content.subject}</td>
        </>
      )}
      <td>{unitName(entry.orgUnitId)}</td>
      <td>
        {triage.states[entry.state]}
        <Remarks entry={entry} />
      </td>
    </tr>
  )
}

/** Narrows the register down to one who writes. */
function Sender({ name, onSender }: { name: string; onSender: Properties['onSender'] }) {
  const { register } = useTexts()
  return (
    <button
      type="button"
      className="link-button"
      title={register.onlySender(name)}
      onClick={() => {
        onSender(name)
      }}
    >
      {name}
    </button>
  )
}
