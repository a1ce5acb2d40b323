import { runsOf, type InkMap } from './bar-runs.ts'
import type { Box } from './page.ts'

/** Lines between those that are looked at, and the share of them that must show the pattern. */
const LINE_STEP_PX = 3
const MIN_LINE_SHARE = 0.6
/** Bars may lean by half a right angle. */
const MAX_DRIFT_PX = LINE_STEP_PX * 1.2 + 2
const MAX_GAP_LINES = 3
/** A page of bars has a few; one with more is a drawing. */
const MAX_CHAINS = 2000

/** What a line of pixels shows at one place; `start` and `end` in pixels along the line. */
export interface Hit {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Looks at the runs of a line from the black one at `first`, which begins at pixel `start`. */
export type Matcher = (runs: readonly number[], first: number, start: number) => Hit | undefined

/** The same pattern on lines that follow one another: bars that stand across them. */
export interface Chain {
  readonly text: string
  /** Of the first line, in pixels. */
  readonly widthPx: number
  /** How far the bars reach across the lines. */
  readonly lengthPx: number
  /** In 0..1 of the raster. */
  readonly box: Box
}

/** Patterns that reach over several lines, along rows and along columns: a list for each matcher. */
export function barChains(map: InkMap, matchers: readonly Matcher[]): Chain[][] {
  const rows = chainsAlong(map, 'row', matchers)
  const columns = chainsAlong(map, 'column', matchers)
  return matchers.map((_, index) => [...(rows[index] ?? []), ...(columns[index] ?? [])])
}

type Axis = 'row' | 'column'

interface OpenChain extends Hit {
  readonly firstLine: number
  lastLine: number
  lastStart: number
  lowest: number
  highest: number
  lines: number
}

interface Search {
  readonly match: Matcher
  readonly chains: OpenChain[]
  open: OpenChain[]
}

function chainsAlong(map: InkMap, axis: Axis, matchers: readonly Matcher[]): Chain[][] {
  const searches = matchers.map((match): Search => ({ match, chains: [], open: [] }))
  const [ink, length, lines] =
    axis === 'row' ? [map.ink, map.widthPx, map.heightPx] : [map.turnedInk, map.heightPx, map.widthPx]
  for (let line = 0; line < lines; line += LINE_STEP_PX) {
    const runs = runsOf(ink, line * length, length)
    for (const search of searches) lookAt(search, runs, line)
  }
  return searches.map(({ chains }) => chains.filter(isDense).map((chain) => chainOf(chain, axis, map)))
}

function lookAt(search: Search, runs: readonly number[], line: number): void {
  const oldest = line - LINE_STEP_PX * MAX_GAP_LINES
  search.open = search.open.filter(({ lastLine }) => lastLine >= oldest)
  let start = runs[0] ?? 0
  for (let index = 1; index < runs.length; index += 2) {
    const hit = search.match(runs, index, start)
    if (hit !== undefined) takeUp(search, hit, line)
    start += (runs[index] ?? 0) + (runs[index + 1] ?? 0)
  }
}

function takeUp(search: Search, hit: Hit, line: number): void {
  const chain = search.open.find((other) => continues(other, hit, line))
  if (chain !== undefined) extend(chain, hit, line)
  else if (search.chains.length < MAX_CHAINS) {
    const { start, end } = hit
    const at = { firstLine: line, lastLine: line, lastStart: start, lowest: start, highest: end }
    const begun: OpenChain = { ...hit, ...at, lines: 1 }
    search.open.push(begun)
    search.chains.push(begun)
  }
}

function continues({ text, lastLine, lastStart }: OpenChain, hit: Hit, line: number): boolean {
  const drift = (MAX_DRIFT_PX * (line - lastLine)) / LINE_STEP_PX
  return line > lastLine && text === hit.text && Math.abs(lastStart - hit.start) <= drift
}

function extend(chain: OpenChain, { start, end }: Hit, line: number): void {
  chain.lastLine = line
  chain.lastStart = start
  chain.lowest = Math.min(chain.lowest, start)
  chain.highest = Math.max(chain.highest, end)
  chain.lines++
}

function lengthOf({ firstLine, lastLine }: OpenChain): number {
  return lastLine - firstLine + LINE_STEP_PX
}

function isDense(chain: OpenChain): boolean {
  return chain.lines * LINE_STEP_PX >= lengthOf(chain) * MIN_LINE_SHARE
}

function chainOf(chain: OpenChain, axis: Axis, { widthPx, heightPx }: InkMap): Chain {
  const { text, start, end, lowest, highest, firstLine, lastLine } = chain
  const across = [lowest, highest] as const
  const along = [firstLine, lastLine + 1] as const
  const [[x0, x1], [y0, y1]] = axis === 'row' ? [across, along] : [along, across]
  const box: Box = [x0 / widthPx, y0 / heightPx, x1 / widthPx, y1 / heightPx]
  return { text, widthPx: end - start, lengthPx: lengthOf(chain), box }
}
