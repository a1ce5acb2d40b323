import { useEffect, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useNowMs } from '../../shared/now.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { ItemRow } from './item-row.tsx'
import type { useItems } from './use-items.ts'
import { VIEWS, type ViewName } from './views.ts'

interface Properties {
  readonly view: ViewName
  readonly list: ReturnType<typeof useItems>
  readonly selectedId: string | undefined
}

export function ItemList({ view, list, selectedId }: Properties) {
  const { triage, common } = useTexts()
  const [parameters] = useSearchParams()
  const nowMs = useNowMs()
  const unitName = useUnitName()
  const end = useLoadingAtTheEnd(list)
  return (
    <section className="triage__list" aria-label={triage.list}>
      <ViewSwitch view={view} />
      {list.isPending && <Loading />}
      {list.isError && <LoadFailure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && list.items.length === 0 && <EmptyList />}
      <ul className="item-list">
        {list.items.map((item) => (
          <ItemRow
            key={item.id}
            item={item}
            selected={item.id === selectedId}
            search={parameters.toString()}
            nowMs={nowMs}
            unitName={unitName(item.target?.orgUnitId)}
          />
        ))}
      </ul>
      <div ref={end}>
        {list.hasNextPage && (
          <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {common.more}
          </Button>
        )}
      </div>
    </section>
  )
}

function ViewSwitch({ view }: { view: ViewName }) {
  const { triage } = useTexts()
  const labels: Readonly<Record<ViewName, string>> = {
    open: triage.viewOpen,
    routed: triage.viewRouted,
    filed: triage.viewFiled,
    ended: triage.viewEnded,
  }
  return (
    <nav className="view-switch" aria-label={triage.views}>
      {VIEWS.map((name) => (
        <Link
          key={name}
          to={`/posteingang?ansicht=${name}`}
          className="view-switch__link"
          aria-current={name === view ? 'true' : undefined}
        >
          {labels[name]}
        </Link>
      ))}
    </nav>
  )
}

function EmptyList() {
  const { triage } = useTexts()
  const may = useMay()
  return (
    <Empty icon="inbox" title={triage.empty}>
      <p>{triage.emptyHint}</p>
      {may('items:create') && (
        <Link className="kern-link" to="/erfassen">
          {triage.captureFirst}
        </Link>
      )}
    </Empty>
  )
}

/** Loads the next page when its button comes into sight; the button itself serves the keyboard. */
function useLoadingAtTheEnd({ hasNextPage, isFetchingNextPage, fetchNextPage }: Properties['list']) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (end.current === null || !hasNextPage || isFetchingNextPage) return undefined
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage()
    })
    observer.observe(end.current)
    return () => {
      observer.disconnect()
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return end
}
