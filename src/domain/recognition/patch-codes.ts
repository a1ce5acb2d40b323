import type { PageBarcode } from '../barcodes/page-barcode.ts'
import type { Chain, Matcher } from './bar-chains.ts'

/**
 * Patch codes part documents in production scanners: four bars, two of them 5.1 mm wide and two 2 mm, 2 mm apart, and
 * white beside them. Ten narrow bars make the whole width.
 */
const UNITS = 10
const BARS = 4
/** Width of a narrow bar, printed smaller or larger than it should be. */
const UNIT_MM = { min: 1, max: 4.5 }
/** In narrow bars. Print grows, and blurred print shrinks. */
const NARROW = { min: 0.5, max: 1.65 }
const WIDE = { min: 1.8, max: 3.5 }
/** Codes with more bars have gaps of at most four narrow ones; a quarter of an inch is asked for. */
const MIN_QUIET_UNITS = 3
/** Half a sheet still shows bars of this length, in narrow bars; letters are shorter. */
const MIN_LENGTH_UNITS = 5

export const PATCH_FORMAT = 'PatchCode'

/** Narrow (n) and wide (w) bars. Read from its other end, T looks like 3 and 1 like 6: a page may lie either way. */
const NAMES: Readonly<Record<string, string>> = {
  nwnw: 'PATCHT',
  wnwn: 'PATCHT',
  wnnw: 'PATCH2',
  wwnn: 'PATCH1',
  nnww: 'PATCH1',
  nwwn: 'PATCH4',
}

/** Sees the bars of a patch code in the runs of a line. */
export function patchMatcher(pxPerMm: number): Matcher {
  const min = UNIT_MM.min * UNITS * pxPerMm
  const max = UNIT_MM.max * UNITS * pxPerMm
  return (runs, first, start) => {
    const last = first + 2 * (BARS - 1)
    let total = 0
    for (let index = first; index <= last; index++) total += runs[index] ?? Number.NaN
    // Not a number where the line ends too early.
    if (!(total >= min && total <= max)) return undefined
    const unit = total / UNITS
    if (!isQuiet(runs, first - 1, unit) || !isQuiet(runs, last + 1, unit)) return undefined
    const letters = runs.slice(first, last + 1).map((width) => letterOf(width / unit))
    if (letters.some((letter, index) => index % 2 === 1 && letter !== 'n')) return undefined
    const text = NAMES[letters.filter((_, index) => index % 2 === 0).join('')]
    return text === undefined ? undefined : { text, start, end: start + total }
  }
}

/** The patch codes among what the matcher saw, however the page lies. */
export function patchCodesOf(chains: readonly Chain[]): PageBarcode[] {
  return chains
    .filter(({ widthPx, lengthPx }) => lengthPx >= (widthPx / UNITS) * MIN_LENGTH_UNITS)
    .map(({ text, box }) => ({ format: PATCH_FORMAT, text, box }))
}

/** The edge of the paper is as good as white beside the bars: sheets get cut. */
function isQuiet(runs: readonly number[], index: number, unit: number): boolean {
  return index === 0 || index >= runs.length - 1 || (runs[index] ?? 0) >= unit * MIN_QUIET_UNITS
}

function letterOf(units: number): 'n' | 'w' | '?' {
  if (units >= NARROW.min && units <= NARROW.max) return 'n'
  return units >= WIDE.min && units <= WIDE.max ? 'w' : '?'
}
