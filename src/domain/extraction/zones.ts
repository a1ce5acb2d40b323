import { heightOf } from './reading.ts'
import type { Cell, PageText } from './reading.ts'
import { boxAround } from '../recognition/page.ts'
import type { Box } from '../recognition/page.ts'
import { addressInLine, addressOf, isFormLabel, isPostcodeCity, streetAndCity } from './postal-address.ts'
import { hasLegalForm } from './organisation-words.ts'
import type { PostalAddress } from './postal-address.ts'

/** An address on a page: several lines below one another, or one line. */
export interface AddressGroup {
  readonly address: PostalAddress
  readonly box: Box
  readonly page: number
  readonly isOneLine: boolean
  readonly start: number
  /** Text straight above the group, such as "Rechnungsempfänger". */
  readonly heading: string
}

/**
 * Address field of a letter by DIN 5008: 20 to 105 mm from the left, 27 mm (form A) or 45 mm (form B) from the top, 45 mm
 * high, on 210 by 297 mm; widened for skew and for envelopes with other windows.
 */
const ADDRESS_FIELD: Box = [0.03, 0.08, 0.55, 0.36]
const LINES_OF_AN_ADDRESS = 7
/** Forms leave more white between the lines of an address than letters do. */
const MAX_LINE_GAP_IN_HEIGHTS = 2.5
const SAME_EDGE = 0.03
/** Blocks that end at the right margin begin in the right half. */
const FLUSH_RIGHT_FROM = 0.45

export function isInAddressField(box: Box): boolean {
  return (
    box[0] >= ADDRESS_FIELD[0] &&
    box[0] < ADDRESS_FIELD[2] &&
    box[1] >= ADDRESS_FIELD[1] &&
    box[3] <= ADDRESS_FIELD[3]
  )
}

/** Addresses of a page from top to bottom. */
export function addressGroups(page: PageText): readonly AddressGroup[] {
  const groups = page.cells.flatMap((cell) => [...lineGroup(page, cell), ...blockGroup(page, cell)])
  return groups.toSorted((a, b) => a.box[1] - b.box[1])
}

function lineGroup(page: PageText, cell: Cell): AddressGroup[] {
  const row = page.rows[cell.row] ?? []
  const isFirst = row[0]?.index === cell.index
  const own = addressInLine(cell.text)
  const cells = own === undefined && isFirst ? row : [cell]
  const address =
    own ?? (cells.length > 1 ? addressInLine(cells.map((other) => other.text).join('\t')) : undefined)
  if (address === undefined) return []
  const box = boxAround(cells.map((other) => other.box))
  return [{ address, box, page: page.number, isOneLine: true, start: cell.start, heading: '' }]
}

function blockGroup(page: PageText, last: Cell): AddressGroup[] {
  const ending = isPostcodeCity(last.text) ? [last.text] : streetAndCity(last.text)
  if (ending === undefined) return []
  const lines = linesUpFrom(page, last)
  const address = addressOf([...lines.slice(0, -1).map((cell) => cell.text), ...ending])
  const first = lines[0]
  if (address === undefined || first === undefined) return []
  const box = boxAround(lines.map((cell) => cell.box))
  return [
    {
      address,
      box,
      page: page.number,
      isOneLine: false,
      start: first.start,
      heading: headingOf(page, first),
    },
  ]
}

/** The cell and those above it, as long as they stand close and begin at the same edge; first line first. */
function linesUpFrom(page: PageText, last: Cell): readonly Cell[] {
  const lines = [last]
  while (lines.length < LINES_OF_AN_ADDRESS) {
    const top = lines[0] ?? last
    const above = lineAbove(page, top, MAX_LINE_GAP_IN_HEIGHTS)
    if (above === undefined || endsAddress(above.text)) break
    if (!sharesEdge(above.box, top.box)) break
    lines.unshift(above)
  }
  return lines
}

/** A line of postcode and city, or one that holds a whole address: another one ends there. */
const HOLDS_POSTCODE = /(?<!\d)\d{5} ?[-–]?\p{Lu}\p{L}/u

/** Flush left as in windows of envelopes, or flush right as private senders write at the top. */
function sharesEdge(a: Box, b: Box): boolean {
  return Math.abs(a[0] - b[0]) <= SAME_EDGE || (a[0] > FLUSH_RIGHT_FROM && Math.abs(a[2] - b[2]) <= SAME_EDGE)
}

/** What cannot belong to the address below it. */
function endsAddress(text: string): boolean {
  return HOLDS_POSTCODE.test(text) || isFormLabel(text) || /:\s*$/.test(text) || partyOf(text) !== undefined
}

export type Party = 'sender' | 'recipient'

const PARTY_HEADINGS: readonly (readonly [Party, RegExp])[] = [
  [
    'recipient',
    /^(?:(?:rechnungs|waren|leistungs|liefer|brief)?(?:empfänger|adresse|anschrift)(?:in)?|käufer(?:in)?|kund(?:e|in)|auftraggeber(?:in)?|buyer|customer|bill to|ship to|an)(?:[/ ]\p{L}+)?:?$/iu,
  ],
  [
    'sender',
    /^(?:absender(?:in)?|verkäufer(?:in)?|lieferant(?:in)?|rechnungs?(?:aus|er)?steller(?:in)?|auftragnehmer(?:in)?|seller|supplier|antragsteller(?:in)?|von)(?:[/ ]\p{L}+)?:?$/iu,
  ],
]

/** Which side of the letter a heading announces. */
export function partyOf(heading: string): Party | undefined {
  if (hasLegalForm(heading)) return undefined
  return PARTY_HEADINGS.find(([, pattern]) => pattern.test(heading.trim()))?.[0]
}

/** How many rows above an address its heading may stand, numbers and labels between. */
const HEADING_ROWS = 6

/** The nearest heading of a party above an address, in its column or at the left of a form. */
function headingOf(page: PageText, first: Cell): string {
  for (let row = first.row - 1; row >= Math.max(0, first.row - HEADING_ROWS); row -= 1) {
    const cells = page.rows[row] ?? []
    if (
      cells.some(
        (cell) => isPostcodeCity(cell.text) && cell.box[0] < first.box[2] && first.box[0] < cell.box[2],
      )
    )
      return ''
    const heading = cells.find(
      (cell) => partyOf(cell.text) !== undefined && (isOver(cell, first) || cells.length === 1),
    )
    if (heading !== undefined) return heading.text
  }
  return ''
}

function isOver(cell: Cell, below: Cell): boolean {
  return cell.box[0] < below.box[2] && below.box[0] < cell.box[2]
}

/** The nearest cell straight above within so many line heights of white. */
function lineAbove(page: PageText, cell: Cell, gapInHeights: number): Cell | undefined {
  for (let row = cell.row - 1; row >= 0; row -= 1) {
    const above = page.rows[row]?.find((other) => other.box[0] < cell.box[2] && cell.box[0] < other.box[2])
    if (above === undefined) continue
    const gap = cell.box[1] - above.box[3]
    return gap <= Math.max(heightOf(cell.box), heightOf(above.box)) * gapInHeights ? above : undefined
  }
  return undefined
}

const SALUTATION =
  /^(?:Sehr\s+(?:geehrte|verehrte)|Guten\s+Tag|Hallo|Liebe[rs]?\s|Dear\s|Werte[rs]?\s|An alle|Moin)/iu
const CLOSING =
  /^(?:Mit\s+(?:freundlichen|besten|vielen|herzlichen|kollegialen)\s+Gr(?:ü|u)(?:ß|ss)en|Freundliche Gr|Beste Gr|Hochachtungsvoll|Viele Gr|Herzliche Gr|Im Auftrag|Yours |Kind regards|Best regards|Sincerely)/iu

/** The line that greets the reader. */
export function salutationOf(page: PageText): Cell | undefined {
  return page.cells.find((cell) => SALUTATION.test(cell.text))
}

/** The last line that takes leave. */
export function closingOf(page: PageText): Cell | undefined {
  return page.cells.findLast((cell) => CLOSING.test(cell.text))
}
