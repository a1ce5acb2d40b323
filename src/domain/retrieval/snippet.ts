import { marksOf, type Match, type Matcher } from './matching.ts'

/** A piece of a page with the words that were searched for. */
export interface Snippet {
  /** 1-based. */
  readonly page: number
  readonly text: string
  /** Start and end (exclusive) of each match in `text`, in UTF-16 units, ascending and without overlap. */
  readonly marks: readonly (readonly [start: number, end: number])[]
}

interface PageText {
  readonly number: number
  readonly text: string
}

/** What was found in a document's pages. */
export interface PageMatches {
  /** Ascending. */
  readonly pages: readonly number[]
  /** From the best pages first; the beginning of the document when nothing was found on a page. */
  readonly snippets: readonly Snippet[]
}

/** Two lines of a result list. */
const SNIPPET_LENGTH = 220
const MAX_SNIPPETS = 3

/** Words of a phrase can stand far apart when a table lies between them. */
const MAX_SNIPPET_LENGTH = 2 * SNIPPET_LENGTH

/** Part of the snippet that stands before the first match, so that one can read into it. */
const LEAD_SHARE = 0.25

/** Cutting between words moves a cut by no more than this; OCR garbage can have no blanks at all. */
const MAX_CUT_SHIFT = 20

const ELLIPSIS = '…'

export function findInPages(pages: readonly PageText[], matcher: Matcher): PageMatches {
  const found = pages
    .map((page) => ({ page, best: bestWindow(matcher(page.text)) }))
    .filter((one) => one.best.matches.length > 0)
  const best = [...found].sort(
    (left, right) => right.best.score - left.best.score || left.page.number - right.page.number,
  )
  const snippets = best.slice(0, MAX_SNIPPETS).map(({ page, best: { matches } }) => snippetOf(page, matches))
  return {
    pages: found.map(({ page }) => page.number),
    snippets: snippets.length > 0 ? snippets : beginning(pages),
  }
}

interface Window {
  readonly matches: readonly Match[]
  readonly score: number
}

/** The matches within the length of a snippet that show the most different clauses, then the most places. */
function bestWindow(matches: readonly Match[]): Window {
  let best: Window = { matches: [], score: 0 }
  let end = 0
  for (const [start, first] of matches.entries()) {
    end = Math.max(end, start)
    while ((matches[end]?.end ?? Infinity) - first.start <= SNIPPET_LENGTH * (1 - LEAD_SHARE)) end += 1
    const inside = matches.slice(start, Math.max(end, start + 1))
    const score = new Set(inside.map((match) => match.clause)).size * 100 + Math.min(inside.length, 99)
    if (score > best.score) best = { matches: inside, score }
  }
  return best
}

function snippetOf(page: PageText, matches: readonly Match[]): Snippet {
  const first = matches[0]?.start ?? 0
  const last = Math.min(matches.at(-1)?.end ?? first, first + MAX_SNIPPET_LENGTH)
  const spare = Math.max(0, SNIPPET_LENGTH - (last - first))
  const leadLength = Math.round(Math.min(spare, SNIPPET_LENGTH * LEAD_SHARE))
  const start = cutBefore(page.text, Math.max(0, first - leadLength), first)
  const end = cutAfter(page.text, Math.max(last, start + SNIPPET_LENGTH), last)
  return cutOut(page, start, end, matches)
}

function cutOut(page: PageText, start: number, end: number, matches: readonly Match[]): Snippet {
  const before = start > 0 ? ELLIPSIS : ''
  const after = end < page.text.length ? ELLIPSIS : ''
  // One character for one, so that the marks stay where they are.
  const piece = page.text.slice(start, end).replace(/[\s\p{Cc}]/gu, ' ')
  const shift = before.length - start
  const marks = marksOf(matches)
    .filter(([from]) => from < end)
    .map(([from, to]) => [from + shift, Math.min(to, end) + shift] as const)
  return { page: page.number, text: before + piece + after, marks }
}

/** The start of a word at or after the place, but not far and not after the limit. */
function cutBefore(text: string, place: number, limit: number): number {
  if (place === 0) return 0
  const blank = text.slice(place, Math.min(place + MAX_CUT_SHIFT, limit)).search(/\s/)
  return wholeCharacter(text, blank === -1 ? place : place + blank + 1)
}

/** The end of a word at or before the place, but not far and not before the limit. */
function cutAfter(text: string, place: number, limit: number): number {
  if (place >= text.length) return text.length
  const nearest = Math.max(place - MAX_CUT_SHIFT, limit)
  const blank = /\s\S*$/.exec(text.slice(nearest, place + 1))?.index
  return wholeCharacter(text, blank === undefined ? place : nearest + blank)
}

/** Never between the two halves of a surrogate pair. */
function wholeCharacter(text: string, place: number): number {
  const unit = text.charCodeAt(place)
  return unit >= 0xdc00 && unit <= 0xdfff ? place + 1 : place
}

function beginning(pages: readonly PageText[]): Snippet[] {
  const page = pages.find(({ text }) => text.trim() !== '')
  if (page === undefined) return []
  return [cutOut(page, 0, cutAfter(page.text, SNIPPET_LENGTH, 0), [])]
}
