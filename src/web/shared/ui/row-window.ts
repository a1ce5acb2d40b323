/** Rows drawn before and behind what is seen, so that quick scrolling shows no holes. */
const SPARE_ROWS = 8

export interface Sight {
  /** Where the list begins, from the edge of the window; negative when it is scrolled. */
  readonly startPx: number
  readonly windowPx: number
  readonly rowPx: number
  readonly count: number
}

/** Rows from `first` on and before `end`. */
export interface RowRange {
  readonly first: number
  readonly end: number
}

/** The rows of a long list that are seen, and some around them. */
export function rowsInSight({ startPx, windowPx, rowPx, count }: Sight): RowRange {
  const seen = Math.floor(-startPx / rowPx)
  const last = Math.ceil((windowPx - startPx) / rowPx)
  const end = Math.min(count, Math.max(0, last + SPARE_ROWS))
  return { first: Math.min(end, Math.max(0, seen - SPARE_ROWS)), end }
}

/** The rows to draw, in order: those of the range, and those that must not go, such as the one with the focus. */
export function rowsToDraw({ first, end }: RowRange, kept: readonly number[], count: number): number[] {
  const range = Array.from({ length: Math.max(0, Math.min(end, count) - first) }, (_, index) => first + index)
  const outside = kept.filter((index) => index >= 0 && index < count && (index < first || index >= end))
  return [...new Set([...outside, ...range])].toSorted((a, b) => a - b)
}
