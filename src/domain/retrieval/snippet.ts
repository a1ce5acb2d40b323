/** A piece of a page with the words that were searched for. */
export interface Snippet {
  /** 1-based. */
  readonly page: number
  readonly text: string
  /** Start and end (exclusive) of each match in `text`, in UTF-16 units, ascending and without overlap. */
  readonly marks: readonly (readonly [start: number, end: number])[]
}
