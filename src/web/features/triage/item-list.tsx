import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Link, useSearchParams } from 'react-router'
import { DueNow } from '../../shared/desk/due-now.tsx'
import { useNowMs } from '../../shared/now.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { useRowWindow } from '../../shared/ui/use-row-window.ts'
import { BulkBar, useMayChoose } from './bulk-bar.tsx'
import { ItemRow } from './item-row.tsx'
import type { useItems } from './use-items.ts'
import type { ItemSelection } from './use-selection.ts'
import type { UndoPile } from './use-undo.ts'
import { VIEWS, type ViewName } from './views.ts'

const ROW_PX = 113

/** A row that is to get the focus as soon as it is drawn; each wish is an object of its own. */
export interface WantedRow {
  readonly id: string
}

interface Properties {
  readonly view: ViewName
  readonly list: ReturnType<typeof useItems>
  readonly selectedId: string | undefined
  readonly wanted: WantedRow | undefined
  readonly selected: ItemSelection
  readonly undoPile: UndoPile
}

export function ItemList(properties: Properties) {
  const { view, list, selected, undoPile } = properties
  const { triage, common } = useTexts()
  const end = useLoadingAtTheEnd(list)
  return (
    <section className="triage__list" aria-label={triage.list}>
      <div className="triage__list-head">
        <ViewSwitch view={view} />
        <BulkBar key={view} view={view} items={list.items} selected={selected} undoPile={undoPile} />
      </div>
      <DueNow scope="unit" />
      {list.isPending && <Loading />}
      {list.isError && <LoadFailure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && list.items.length === 0 && <EmptyList />}
      <Rows {...properties} />
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

/** Of thousands of rows those that are seen. */
function Rows({ view, list, selectedId, wanted, selected }: Properties) {
  const [parameters] = useSearchParams()
  const nowMs = useNowMs()
  const unitName = useUnitName()
  const mayChoose = useMayChoose(view)
  const [focusedId, setFocusedId] = useState<string>()
  const { items } = list
  const ids = useMemo(() => items.map(({ id }) => id), [items])
  const kept = [selectedId, wanted?.id, focusedId]
  const {
    list: element,
    rows,
    rowPx,
    lengthPx,
  } = useRowWindow<HTMLUListElement>({ ids, guessPx: ROW_PX, kept })
  useRowInSight(selectedId, wanted)
  const count = list.hasNextPage ? (list.total ?? -1) : items.length
  const search = parameters.toString()
  return (
    <ul
      ref={element}
      className="item-list"
      style={{ height: lengthPx }}
      onKeyDown={(event) => {
        const id = isSpaceOnRow(event) ? rowIdOf(event.target) : undefined
        if (id === undefined || !mayChoose) return
        event.preventDefault()
        selected.toggle(id, event.shiftKey)
      }}
      onFocus={({ target }) => {
        setFocusedId(rowIdOf(target))
      }}
    >
      {rows.map((index) => {
        const item = items[index]
        if (item === undefined) return null
        return (
          <ItemRow
            key={item.id}
            item={item}
            selected={item.id === selectedId}
            search={search}
            nowMs={nowMs}
            unitName={unitName(item.target?.orgUnitId)}
            topPx={index * rowPx}
            place={index + 1}
            count={count}
            onChoose={mayChoose ? selected.toggle : undefined}
            chosen={selected.selection.has(item.id)}
          />
        )
      })}
    </ul>
  )
}

/** Id of the item in whose row the element stands. */
export function rowIdOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-item]')?.dataset['item'] : undefined
}

/** The checkbox of the row takes the key by itself. */
function isSpaceOnRow({ key, target }: KeyboardEvent): boolean {
  return key === ' ' && target instanceof HTMLAnchorElement
}

/** Brings the open item and the wanted row into sight; the latter gets the focus. */
function useRowInSight(selectedId: string | undefined, wanted: WantedRow | undefined): void {
  useLayoutEffect(() => {
    if (selectedId !== undefined) rowOf(selectedId)?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])
  useLayoutEffect(() => {
    const row = wanted && rowOf(wanted.id)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [wanted])
}

function rowOf(id: string): HTMLElement | null {
  return document.getElementById(`eingang-${id}`)
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
