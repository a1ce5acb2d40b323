import {
  beginText,
  endText,
  PDFHexString,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  popGraphicsState,
  pushGraphicsState,
  setFontAndSize,
  setTextMatrix,
  setTextRenderingMode,
  showText,
  TextRenderingMode,
  type PDFName,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { lineOfPlaces, type WordPlace } from '../../domain/recognition/geometry.ts'
import type { RecognizedPage, Word } from '../../domain/recognition/page.ts'
import type { Mapping } from './affine.ts'
import { GLYPH_WIDTH, UNITS_PER_EM } from './glyphless-font.ts'
import { INVISIBLE_FONT_NAME, type InvisibleFont } from './invisible-font.ts'

/**
 * Writes lines invisibly where they stand on the page.
 *
 * @param toUserSpace maps a point of the upright page (0..1, y down) to user space of the PDF page
 */
export function addTextLayer(
  target: PDFPage,
  font: InvisibleFont,
  page: RecognizedPage,
  lines: readonly (readonly Word[])[],
  toUserSpace: Mapping,
): void {
  const setting = { font, key: fontKey(target, font.ref), page, toUserSpace }
  target.pushOperators(pushGraphicsState(), beginText(), setTextRenderingMode(TextRenderingMode.Invisible))
  for (const words of lines) {
    const boxes = words.map(({ box }) => box)
    const places = lineOfPlaces(boxes, page, page.skewDegrees)
    places.forEach((place, index) => {
      target.pushOperators(...wordOperators(words[index]?.text ?? '', place, setting))
    })
  }
  target.pushOperators(endText(), popGraphicsState())
}

/** Pages may share their resources; the font is entered there once. */
function fontKey(target: PDFPage, font: PDFRef): PDFName {
  const { Font: fonts } = target.node.normalizedEntries()
  const known = fonts.entries().find(([, value]) => value === font)
  return known === undefined ? target.node.newFontDictionary(INVISIBLE_FONT_NAME, font) : known[0]
}

interface Setting {
  readonly font: InvisibleFont
  readonly key: PDFName
  readonly page: RecognizedPage
  readonly toUserSpace: Mapping
}

/**
 * Each word lies level around its middle, even where the line slants: PDF readers tear slanted words apart, and a word
 * is too short for the difference to show.
 */
function wordOperators(
  text: string,
  { centreXPt, centreYPt, widthPt, heightPt }: WordPlace,
  { font, key, page, toUserSpace }: Setting,
): PDFOperator[] {
  const onPage = (x: number, y: number): ReturnType<Mapping> =>
    toUserSpace({ x: x / page.widthPt, y: y / page.heightPt })
  const start = onPage(centreXPt - widthPt / 2, centreYPt + heightPt / 2)
  const along = onPage(centreXPt - widthPt / 2 + 1, centreYPt + heightPt / 2)
  const [dx, dy] = [along.x - start.x, along.y - start.y]
  const { hex, characters } = font.encode(text)
  const size = Math.max(1, heightPt)
  const naturalWidth = characters * (GLYPH_WIDTH / UNITS_PER_EM) * size
  const stretchPercent = Math.max(1, (100 * widthPt) / Math.max(naturalWidth, Number.EPSILON))
  const space = font.encode(' ').hex
  return [
    setFontAndSize(key, round(size, 2)),
    PDFOperator.of(PDFOperatorNames.SetTextHorizontalScaling, [PDFNumber.of(round(stretchPercent, 2))]),
    setTextMatrix(
      round(dx, 6),
      round(dy, 6),
      round(-dy, 6),
      round(dx, 6),
      round(start.x, 3),
      round(start.y, 3),
    ),
    showText(PDFHexString.of(hex + space)),
  ]
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits
  return Math.round(value * factor) / factor
}
