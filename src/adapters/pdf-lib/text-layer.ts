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
import { slantedBox } from '../../domain/recognition/geometry.ts'
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
      Descent: 0,
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
 * Writes words invisibly where they stand on the page.
 *
 * @param toUserSpace maps a point of the upright page (0..1, y down) to user space of the PDF page
 */
export function addTextLayer(
  target: PDFPage,
  font: PDFRef,
  page: RecognizedPage,
  words: readonly Word[],
  toUserSpace: Mapping,
): void {
  if (words.length === 0) return
  const key = target.node.newFontDictionary(FONT_NAME, font)
  const operators = words.flatMap((word) => wordOperators(word, page, key, toUserSpace))
  target.pushOperators(
    pushGraphicsState(),
    beginText(),
    setTextRenderingMode(TextRenderingMode.Invisible),
    ...operators,
    endText(),
    popGraphicsState(),
  )
}

function wordOperators(word: Word, page: RecognizedPage, font: PDFName, toUserSpace: Mapping): PDFOperator[] {
  const { xPt, yPt, widthPt, heightPt } = slantedBox(word.box, page, page.skewDegrees)
  const slant = (page.skewDegrees * Math.PI) / 180
  const onPage = (x: number, y: number): ReturnType<Mapping> =>
    toUserSpace({ x: x / page.widthPt, y: y / page.heightPt })
  const start = onPage(xPt, yPt)
  const along = onPage(xPt + Math.cos(slant), yPt + Math.sin(slant))
  const [dx, dy] = [along.x - start.x, along.y - start.y]
  const codes = Buffer.from(word.text, 'utf16le').swap16()
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
