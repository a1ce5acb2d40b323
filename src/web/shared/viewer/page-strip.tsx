import { useLayoutEffect, useMemo, useRef, useSyncExternalStore, type KeyboardEvent } from 'react'
import { previewUrl } from '../api/resources.ts'
import { useTexts } from '../preferences.tsx'
import { useRowWindow } from '../ui/use-row-window.ts'
import type { Place } from './places.ts'

const THUMBNAIL_WIDTH_PX = 160
const ROW_PX = 112
/** Here the pages stand beside each other; as in `viewer.css`. */
const NARROW = '(max-width: 760px)'

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }

interface Properties {
  readonly documentId: string
  readonly pageCount: number
  readonly page: number
  readonly onPage: (page: number) => void
  readonly revision: string
  readonly places: readonly Place[]
}

/** Small pictures of all pages, of which those are drawn that are seen. One stop for the tab key; arrows walk. */
export function PageStrip({ documentId, pageCount, page, onPage, revision, places }: Properties) {
  const { viewer, common } = useTexts()
  const sideways = useSyncExternalStore(watchWidth, isNarrow)
  const ids = useMemo(() => Array.from({ length: pageCount }, (_, index) => String(index + 1)), [pageCount])
  const { list, rows, rowPx, lengthPx } = useRowWindow<HTMLOListElement>({
    ids,
    guessPx: ROW_PX,
    kept: [String(page)],
    sideways,
  })
  const current = useRef<HTMLButtonElement>(null)
  const strip = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const hadFocus = strip.current?.contains(document.activeElement) === true
    if (hadFocus) current.current?.focus({ preventScroll: true })
  }, [page])
  useLayoutEffect(() => {
    if (strip.current !== null) showRow(strip.current, sideways ? 'Left' : 'Top', (page - 1) * rowPx, rowPx)
  }, [page, rowPx, sideways])
  const marked = new Set(places.map((place) => place.page))
  const walk = (event: KeyboardEvent) => {
    const step = event.altKey ? undefined : STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    onPage(Math.min(pageCount, Math.max(1, page + step)))
  }
  return (
    <div ref={strip} className="strip">
      <ol
        ref={list}
        className="strip__pages"
        aria-label={viewer.strip}
        style={sideways ? { width: lengthPx } : { height: lengthPx }}
        onKeyDown={walk}
      >
        {rows.map((index) => {
          const number = index + 1
          const isCurrent = number === page
          return (
            <li
              key={number}
              className="strip__row"
              style={sideways ? { left: index * rowPx } : { top: index * rowPx }}
              aria-posinset={number}
              aria-setsize={pageCount}
            >
              <button
                ref={isCurrent ? current : undefined}
                type="button"
                className="strip__page"
                tabIndex={isCurrent ? 0 : -1}
                aria-current={isCurrent ? 'page' : undefined}
                aria-label={common.page(number)}
                onClick={() => {
                  onPage(number)
                }}
              >
                <img
                  key={revision}
                  src={previewUrl(documentId, number, THUMBNAIL_WIDTH_PX)}
                  alt=""
                  loading="lazy"
                  decoding="async"
                />
                <span
                  className={marked.has(number) ? 'strip__number strip__number--marked' : 'strip__number'}
                >
                  {number}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** Scrolls the strip alone: the page around it stays where it is. */
function showRow(strip: HTMLElement, side: 'Left' | 'Top', startPx: number, rowPx: number): void {
  const roomPx = side === 'Top' ? strip.clientHeight : strip.clientWidth
  const seenPx = strip[`scroll${side}`]
  if (startPx < seenPx) strip[`scroll${side}`] = startPx
  else if (startPx + rowPx > seenPx + roomPx) strip[`scroll${side}`] = startPx + rowPx - roomPx
}

function watchWidth(listener: () => void): () => void {
  const width = window.matchMedia(NARROW)
  width.addEventListener('change', listener)
  return () => {
    width.removeEventListener('change', listener)
  }
}

function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches
}
