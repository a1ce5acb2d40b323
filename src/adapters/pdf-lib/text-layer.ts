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
  type PDFContext,
  type PDFName,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { lineOfPlaces, type WordPlace } from '../../domain/recognition/geometry.ts'
import type { RecognizedPage, Word } from '../../domain/recognition/page.ts'
import type { Mapping } from './affine.ts'
import { ASCENT, buildGlyphlessFont, GLYPH_WIDTH, UNITS_PER_EM } from './glyphless-font.ts'

const FONT_NAME = 'PoststelleGlyphless'
/** Flags of a font descriptor: fixed pitch and symbolic (ISO 32000-1, 9.8.2). */
const FIXED_PITCH_SYMBOLIC = 5

/** Every two-byte code is the Unicode value itself. */
const TO_UNICODE = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`

/** Adds the font for invisible text to a document, once. */
export function addGlyphlessFont(context: PDFContext): PDFRef {
  const font = buildGlyphlessFont()
  const everyGlyphIsOne = new Uint8Array(2 * 0x10000).map((_, index) => index % 2)
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: FONT_NAME,
      Flags: FIXED_PITCH_SYMBOLIC,
      FontBBox: [0, 0, GLYPH_WIDTH, ASCENT],
      ItalicAngle: 0,
      Ascent: ASCENT,
      // Poppler takes 0 for a missing value and lowers every box by a third of its height.
      Descent: -1,
      CapHeight: ASCENT,
      StemV: 80,
      FontFile2: context.register(context.flateStream(font, { Length1: font.length })),
    }),
  )
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: FONT_NAME,
      CIDSystemInfo: {
        Registry: PDFHexString.fromText('Adobe'),
        Ordering: PDFHexString.fromText('Identity'),
        Supplement: 0,
      },
      CIDToGIDMap: context.register(context.flateStream(everyGlyphIsOne)),
      FontDescriptor: descriptor,
      DW: GLYPH_WIDTH,
    }),
  )
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: FONT_NAME,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(TO_UNICODE)),
    }),
  )
}

/**
 * Writes lines invisibly where they stand on the page.
 *
 * @param toUserSpace maps a point of the upright page (0..1, y down) to user space of the PDF page
 */
export function addTextLayer(
  target: PDFPage,
  font: PDFRef,
  page: RecognizedPage,
  lines: readonly (readonly Word[])[],
  toUserSpace: Mapping,
): void {
  const key = target.node.newFontDictionary(FONT_NAME, font)
  const operators = lines.flatMap((words) => {
    const boxes = words.map(({ box }) => box)
    const places = lineOfPlaces(boxes, page, page.skewDegrees)
    return places.flatMap((place, index) =>
      wordOperators(words[index]?.text ?? '', place, page, key, toUserSpace),
    )
  })
  target.pushOperators(
    pushGraphicsState(),
    beginText(),
    setTextRenderingMode(TextRenderingMode.Invisible),
    ...operators,
    endText(),
    popGraphicsState(),
  )
}

/**
 * Each word lies level around its middle, even where the line slants: PDF readers tear slanted words apart, and a word
 * is too short for the difference to show.
 */
function wordOperators(
  text: string,
  { centreXPt, centreYPt, widthPt, heightPt }: WordPlace,
  page: RecognizedPage,
  font: PDFName,
  toUserSpace: Mapping,
): PDFOperator[] {
  const onPage = (x: number, y: number): ReturnType<Mapping> =>
    toUserSpace({ x: x / page.widthPt, y: y / page.heightPt })
  const start = onPage(centreXPt - widthPt / 2, centreYPt + heightPt / 2)
  const along = onPage(centreXPt - widthPt / 2 + 1, centreYPt + heightPt / 2)
  const [dx, dy] = [along.x - start.x, along.y - start.y]
  const codes = Buffer.from(text, 'utf16le').swap16()
  const size = Math.max(1, heightPt)
  const naturalWidth = (codes.length / 2) * (GLYPH_WIDTH / UNITS_PER_EM) * size
  const stretchPercent = Math.max(1, (100 * widthPt) / naturalWidth)
  const space = '0020'
  return [
    setFontAndSize(font, round(size, 2)),
    PDFOperator.of(PDFOperatorNames.SetTextHorizontalScaling, [PDFNumber.of(round(stretchPercent, 2))]),
    setTextMatrix(
      round(dx, 6),
      round(dy, 6),
      round(-dy, 6),
      round(dx, 6),
      round(start.x, 3),
      round(start.y, 3),
    ),
    showText(PDFHexString.of(codes.toString('hex') + space)),
  ]
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits
  return Math.round(value * factor) / factor
}
