import { centreOf, type Cell, type PageText } from '../extraction/reading.ts'

/** What a page says of its place in its letter. */
export interface PrintedNumber {
  readonly page: number
  readonly of?: number
}

/** Beyond it a number is no page of a letter. */
const MAX_PAGE = 500
/** Numbers of pages stand in the head or foot of a page. */
const EDGE_SHARE = 0.2
/** A line that is longer is running text, which may speak of pages. */
const MAX_LINE_LENGTH = 60

/** Recognition reads a slash as l, I or 1 now and then; those are left alone, because they are figures as well. */
const NAMED =
  /(?:^|[^\p{L}\d])(?:seite|blatt|page|pagina|s\.|bl\.)\s*:?\s*(\d{1,3})(?:\s*(?:von|of|\/)\s*(\d{1,3}))?(?!\d|[.,]\d)/iu
const OF = /^(\d{1,3})\s*(?:von|of|\/)\s*(\d{1,3})$/iu
const DASHED = /^[-–—]\s*(\d{1,3})\s*[-–—]$/u
const BARE = /^(\d{1,3})$/u
/** "2" alone is a page only at the very edge of the paper. */
const BARE_EDGE_SHARE = 0.1
/** "- 3 -", "./. 3", ".../3" at the foot of a page name the next one. */
const NEXT = /^(?:\.\/\.|\.{2,3}\s*\/|…\s*\/)\s*(?:seite\s*)?(\d{1,3})?$/iu

export function printedNumber(page: PageText): PrintedNumber | undefined {
  const edge = page.cells.filter(({ box }) => isAtEdge(centreOf(box), EDGE_SHARE))
  return (
    firstOf(page.cells, (cell) => named(cell)) ??
    firstOf(edge, ({ text }) => pairOf(OF.exec(text.trim()))) ??
    firstOf(edge, ({ text }) => pairOf(DASHED.exec(text.trim()))) ??
    firstOf(edge, (cell) => bare(cell))
  )
}

/** Whether the foot of the page says that another one follows. */
export function saysMore(page: PageText): boolean {
  return page.cells.some(({ text, box }) => centreOf(box) > 0.5 && NEXT.test(text.trim()))
}

function isAtEdge(height: number, share: number): boolean {
  return height < share || height > 1 - share
}

function firstOf(
  cells: readonly Cell[],
  numberOf: (cell: Cell) => PrintedNumber | undefined,
): PrintedNumber | undefined {
  for (const cell of cells) {
    const number = numberOf(cell)
    if (number !== undefined) return number
  }
  return undefined
}

/** "Seite 2" counts anywhere when it is a line of its own, and at the edge of the page in a longer one. */
function named({ text, box }: Cell): PrintedNumber | undefined {
  const match = NAMED.exec(text)
  if (match === null || text.length > MAX_LINE_LENGTH) return undefined
  const isAlone = match[0].trim().length >= text.trim().length - 3
  return isAlone || match[2] !== undefined || isAtEdge(centreOf(box), EDGE_SHARE) ? pairOf(match) : undefined
}

function bare({ text, box }: Cell): PrintedNumber | undefined {
  return isAtEdge(centreOf(box), BARE_EDGE_SHARE) ? pairOf(BARE.exec(text.trim())) : undefined
}

function pairOf(match: RegExpExecArray | null): PrintedNumber | undefined {
  if (match === null) return undefined
  const page = Number(match[1])
  const of = match[2] === undefined ? undefined : Number(match[2])
  if (page < 1 || page > MAX_PAGE || (of !== undefined && (of < page || of > MAX_PAGE))) return undefined
  return of === undefined ? { page } : { page, of }
}
