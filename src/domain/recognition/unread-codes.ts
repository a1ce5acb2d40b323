import type { PageBarcode } from '../barcodes/page-barcode.ts'
import { barChains, type Matcher } from './bar-chains.ts'
import type { InkMap } from './bar-runs.ts'
import { barTextures } from './bar-texture.ts'
import { finderMatcher, finderPatternsOf } from './finder-patterns.ts'
import type { Box, Word } from './page.ts'
import { patchCodesOf, patchMatcher } from './patch-codes.ts'

/** Bars like those of patch codes, of which some are lost: so many side by side, this wide and far apart, this long. */
const LARGE_BARS = { count: 3, minMm: 0.9, maxBarMm: 12, maxGapMm: 8, minLengthMm: 12 }
/** Places beyond these say nothing more. */
const MAX_PLACES = 12
/** Words that recognition is sure of: garbage read from bars is none. */
const READABLE = { confidence: 0.6, letters: 3 }
/** With so much of a place under words it is text. */
const MAX_WORD_SHARE = 0.25

export interface BarFindings {
  readonly patches: readonly PageBarcode[]
  /**
   * Places that look like a code to the eye, whether one was read there or not: parallel bars, corners of QR codes. Nobody
   * may take a sheet for a page of a letter only because its code is damaged.
   */
  readonly places: readonly Box[]
}

export function findBars(map: InkMap): BarFindings {
  const { pxPerMm } = map
  const matchers = [patchMatcher(pxPerMm), finderMatcher(pxPerMm), largeBarMatcher(pxPerMm)]
  const [patches = [], corners = [], bars = []] = barChains(map, matchers)
  const large = bars.filter(({ lengthPx }) => lengthPx >= LARGE_BARS.minLengthMm * pxPerMm)
  const places = [...large.map(({ box }) => box), ...finderPatternsOf(corners, map), ...barTextures(map)]
  return { patches: patchCodesOf(patches), places: places.slice(0, MAX_PLACES) }
}

/** Of the places those where neither a code nor text was read. */
export function unreadPlaces(
  places: readonly Box[],
  read: readonly { readonly box: Box }[],
  words: readonly Word[],
): Box[] {
  const sure = words.filter(
    ({ text, confidence }) => confidence >= READABLE.confidence && lettersOf(text) >= READABLE.letters,
  )
  return places.filter(
    (place) =>
      !read.some(({ box }) => common(place, box) > 0) &&
      sure.reduce((sum, { box }) => sum + common(place, box), 0) < areaOf(place) * MAX_WORD_SHARE,
  )
}

function largeBarMatcher(pxPerMm: number): Matcher {
  const min = LARGE_BARS.minMm * pxPerMm
  const maxBar = LARGE_BARS.maxBarMm * pxPerMm
  const maxGap = LARGE_BARS.maxGapMm * pxPerMm
  return (runs, first, start) => {
    let end = start
    for (let index = 0; index < 2 * LARGE_BARS.count - 1; index++) {
      const width = runs[first + index] ?? 0
      if (width < min || width > (index % 2 === 0 ? maxBar : maxGap)) return undefined
      end += width
    }
    return { text: 'bars', start, end }
  }
}

function lettersOf(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0
}

function areaOf([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0)
}

function common(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  return width > 0 && height > 0 ? width * height : 0
}
