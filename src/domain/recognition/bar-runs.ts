import { histogram, levelFromWhite, shrink, type GrayRaster } from './raster.ts'

/** Resolution at which bars are looked for: narrow bars of sheets are 2 mm wide, modules of their codes half of that. */
const SEARCH_PPI = 150
/** Of the pixels so many are paper, and so many lighter than the print of the smallest code. */
const PAPER_SHARE = 0.4
const LIGHTER_SHARE = 0.9997
/** Below this difference between print and paper nothing is told apart. */
const MIN_CONTRAST = 40
/** Runs of so few pixels are specks and holes in print. */
const MAX_SPECK_PX = 1

/** A page as black and white, for looking at bars; 1 is ink. */
export interface InkMap {
  readonly widthPx: number
  readonly heightPx: number
  readonly ink: Uint8Array
  /** The same with columns as rows, so that they lie in memory one after the other. */
  readonly turnedInk: Uint8Array
  /** Gray levels at the same size. */
  readonly gray: GrayRaster
  /** Pixels a millimetre. */
  readonly pxPerMm: number
  /** Levels between paper and the darkest print. */
  readonly contrast: number
}

/** Undefined for a page without print. */
export function inkMap(page: GrayRaster, ppi: number): InkMap | undefined {
  const factor = Math.max(1, Math.round(ppi / SEARCH_PPI))
  const gray = shrink(page, factor)
  const counts = histogram(gray.data)
  const paper = levelFromWhite(counts, PAPER_SHARE)
  const dark = levelFromWhite(counts, LIGHTER_SHARE)
  const contrast = paper - dark
  if (contrast < MIN_CONTRAST) return undefined
  const limit = dark + contrast / 2
  const ink = new Uint8Array(gray.data.length)
  for (let at = 0; at < ink.length; at++) ink[at] = (gray.data[at] ?? 255) < limit ? 1 : 0
  const { widthPx, heightPx } = gray
  const turnedInk = transposed(ink, widthPx, heightPx)
  return { widthPx, heightPx, ink, turnedInk, gray, pxPerMm: ppi / factor / 25.4, contrast }
}

function transposed(ink: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const turned = new Uint8Array(ink.length)
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0, target = y; x < widthPx; x++, at++, target += heightPx) turned[target] = ink[at] ?? 0
  }
  return turned
}

/**
 * Lengths of white and black runs of one line in turn, white first (0 where the line begins with ink); specks are taken for
 * what is around them.
 */
export function runsOf(ink: Uint8Array, from: number, length: number): number[] {
  const runs: number[] = []
  let level = 0
  let run = 0
  for (let at = from, end = from + length; at < end; at++) {
    if (ink[at] === level) {
      run++
      continue
    }
    level = 1 - level
    if (run <= MAX_SPECK_PX && runs.length > 0) run += (runs.pop() ?? 0) + 1
    else {
      runs.push(run)
      run = 1
    }
  }
  runs.push(run)
  return runs
}
