import type { Tenant } from '../access/organisation.ts'
import type { IncomingItem } from '../intake/incoming-item.ts'
import { boxAround, wordsOf, type Box, type RecognizedPage } from '../recognition/page.ts'
import { germanTime } from './register-table.ts'

/** The receipt stamp (Eingangsstempel) on the first page of a view copy; the original never gets one. */
export interface ReceiptStamp {
  /** Largest first. */
  readonly lines: readonly string[]
}

export function receiptStampOf(
  { receiptNumber, receivedAt }: IncomingItem,
  { name, timeZone }: Tenant,
): ReceiptStamp {
  return { lines: [receiptNumber, `Eingang ${germanTime(receivedAt, timeZone)} Uhr`, name] }
}

/** Size of a stamp on A4, in points; smaller on small pages, where it takes half the width at most. */
const STAMP_WIDTH_PT = 160
const STAMP_HEIGHT_PT = 52
const MARGIN_PT = 14

/**
 * Where a stamp covers the fewest words: at the top right, where stamps are sought, unless something stands there.
 *
 * @returns box on the upright page, 0..1
 */
export function stampPlace(page: Pick<RecognizedPage, 'widthPt' | 'heightPt' | 'blocks'>): Box {
  const { widthPt, heightPt } = page
  const scale = Math.min(1, widthPt / 2 / STAMP_WIDTH_PT, heightPt / 2 / STAMP_HEIGHT_PT)
  const [width, height] = [(STAMP_WIDTH_PT * scale) / widthPt, (STAMP_HEIGHT_PT * scale) / heightPt]
  const [left, top] = [(MARGIN_PT * scale) / widthPt, (MARGIN_PT * scale) / heightPt]
  const [right, bottom] = [1 - width - left, 1 - height - top]
  const corners: readonly (readonly [number, number])[] = [
    [right, top],
    [(1 - width) / 2, top],
    [left, top],
    [right, bottom],
    [left, bottom],
    [(1 - width) / 2, bottom],
  ]
  const words = wordsOf(page).map(({ box }) => box)
  const places = corners.map(([x, y]): Box => [x, y, x + width, y + height])
  const covered = places.map((place) => words.reduce((sum, box) => sum + sharedArea(place, box), 0))
  return places[covered.indexOf(Math.min(...covered))] ?? boxAround([])
}

function sharedArea(one: Box, other: Box): number {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0])
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1])
  return width > 0 && height > 0 ? width * height : 0
}
