import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { fetchItems } from '../../shared/api/resources.ts'
import type { ItemSummary } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { RejectDialog, ReleaseDialog } from '../../shared/quarantine-dialogs.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { VirusBadge, VirusScanNote } from '../../shared/virus-badge.tsx'
import { RegisterTabs } from './register-tabs.tsx'
import './register.css'

/** Items that nobody opens, until a scanner or a person has decided. */
export function QuarantinePage() {
  const { common, quarantine: words } = useTexts()
  const list = useInfiniteQuery({
    queryKey: ['items', 'quarantined'],
    queryFn: async ({ pageParam, signal }) =>
      fetchItems({ state: 'quarantined', limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  return (
    <div className="page">
      <PageTitle>{words.title}</PageTitle>
      <RegisterTabs />
      <p className="page__intro">{words.intro}</p>
      <Loaded query={list}>
        {({ pages }) => <QuarantineTable items={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </div>
  )
}

interface Asked {
  readonly item: ItemSummary
  readonly step: 'release' | 'reject'
}

function QuarantineTable({ items }: { items: readonly ItemSummary[] }) {
  const { quarantine: words } = useTexts()
  const [asked, setAsked] = useState<Asked>()
  const close = () => {
    setAsked(undefined)
  }
  if (items.length === 0) return <p className="kern-body">{words.empty}</p>
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table className="table table--stacked">
          <thead>
            <tr>
              <th scope="col">{words.receipt}</th>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.files}</th>
              <th scope="col">{words.steps}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <QuarantineRow key={item.id} item={item} onAsk={setAsked} />
            ))}
          </tbody>
        </table>
      </div>
      {asked?.step === 'release' && <ReleaseDialog item={asked.item} onClose={close} />}
      {asked?.step === 'reject' && <RejectDialog item={asked.item} onClose={close} />}
    </>
  )
}

function QuarantineRow({ item, onAsk }: { item: ItemSummary; onAsk: (asked: Asked) => void }) {
  const { quarantine: words } = useTexts()
  const may = useMay()
  const { receiptNumber } = item
  return (
    <tr>
      <th scope="row">
        <Link className="kern-link" to={`/posteingang/${item.id}`}>
          {receiptNumber}
        </Link>
        <br />
        {formatInstant(item.receivedAt)}
      </th>
      <td data-label={words.from}>{item.sender ?? words.nobody}</td>
      <td data-label={words.files}>
        <ul className="quarantine__files">
          {item.documents.map(({ id, filename, virusScan }) => (
            <li key={id}>
              {filename} <VirusBadge scan={virusScan} /> <VirusScanNote scan={virusScan} />
            </li>
          ))}
        </ul>
      </td>
      <td className="button-row">
        {may('quarantine:release') && (
          <Button
            className="button--small"
            aria-label={`${words.release}: ${receiptNumber}`}
            onClick={() => {
              onAsk({ item, step: 'release' })
            }}
          >
            {words.release}
          </Button>
        )}
        {may('items:reject') && (
          <Button
            className="button--small"
            aria-label={`${words.reject}: ${receiptNumber}`}
            onClick={() => {
              onAsk({ item, step: 'reject' })
            }}
          >
            {words.reject}
          </Button>
        )}
      </td>
    </tr>
  )
}
