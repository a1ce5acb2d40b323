import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { rowsInSight, rowsToDraw, type RowRange } from './row-window.ts'

/** Drawn before anything can be measured. */
const FIRST_ROWS: RowRange = { first: 0, end: 20 }

interface Input {
  /** Ids of the rows; all rows are of one size. */
  readonly ids: readonly string[]
  /** Size of a row until one has been measured, CSS pixels. */
  readonly guessPx: number
  /** Rows that are drawn wherever they are, so that the focus is not lost with them. */
  readonly kept: readonly (string | undefined)[]
  /** The rows stand beside each other. */
  readonly sideways?: boolean
}

export interface RowWindow<E extends HTMLElement> {
  readonly list: RefObject<E | null>
  readonly rows: readonly number[]
  readonly rowPx: number
  readonly lengthPx: number
}

/**
 * Draws of a long list only what is seen, whatever scrolls: the window or a part of the page. While somebody has scrolled
 * down, rows that come in above do not push away what is looked at.
 */
export function useRowWindow<E extends HTMLElement>({
  ids,
  guessPx,
  kept,
  sideways = false,
}: Input): RowWindow<E> {
  const list = useRef<E>(null)
  const [rowPx, setRowPx] = useState(guessPx)
  const [range, setRange] = useState(FIRST_ROWS)
  const count = ids.length
  const look = useCallback(() => {
    if (list.current === null) return
    const { top, left } = list.current.getBoundingClientRect()
    const startPx = sideways ? left : top
    const windowPx = sideways ? window.innerWidth : window.innerHeight
    const seen = rowsInSight({ startPx, windowPx, rowPx, count })
    setRange((before) => (before.first === seen.first && before.end === seen.end ? before : seen))
  }, [count, rowPx, sideways])
  useLayoutEffect(look, [look])
  useLooking(look)
  useMeasuredRow(list, sideways, setRowPx)
  useSteadyRows(list, ids, range.first, rowPx)
  const keptRows = kept.map((id) => (id === undefined ? -1 : ids.indexOf(id)))
  return { list, rows: rowsToDraw(range, keptRows, count), rowPx, lengthPx: count * rowPx }
}

function useLooking(look: () => void): void {
  useEffect(() => {
    // Scrolling does not bubble; caught on the way down it is seen whatever scrolls.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    window.addEventListener('resize', look)
    return () => {
      document.removeEventListener('scroll', look, { capture: true })
      window.removeEventListener('resize', look)
    }
  }, [look])
}

/** Letters may be larger than usual, and rows with them. */
function useMeasuredRow(
  list: RefObject<HTMLElement | null>,
  sideways: boolean,
  setRowPx: (change: (before: number) => number) => void,
): void {
  useLayoutEffect(() => {
    const row = list.current?.firstElementChild?.getBoundingClientRect()
    const measuredPx = sideways ? row?.width : row?.height
    if (measuredPx === undefined || measuredPx === 0) return
    setRowPx((before) => (Math.abs(before - measuredPx) < 0.5 ? before : measuredPx))
  })
}

interface Anchor {
  readonly ids: readonly string[]
  readonly id: string | undefined
  readonly index: number
}

function useSteadyRows(
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  first: number,
  rowPx: number,
): void {
  const anchor = useRef<Anchor>(undefined)
  useLayoutEffect(() => {
    const before = anchor.current
    anchor.current = { ids, id: ids[first], index: first }
    if (before?.id === undefined || before.index === 0 || before.ids === ids) return
    const now = ids.indexOf(before.id)
    if (now >= 0) scrollerOf(list.current)?.scrollBy({ top: (now - before.index) * rowPx })
  }, [list, ids, first, rowPx])
}

function scrollerOf(element: HTMLElement | null): Element | null {
  for (let one = element; one !== null; one = one.parentElement) {
    const { overflowY } = getComputedStyle(one)
    if (overflowY === 'auto' || overflowY === 'scroll') return one
  }
  return document.scrollingElement
}
