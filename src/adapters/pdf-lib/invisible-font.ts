import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { streamBytes } from './content-bytes.ts'
import { ASCENT, buildGlyphlessFont, GLYPH_WIDTH } from './glyphless-font.ts'

export const INVISIBLE_FONT_NAME = 'PoststelleGlyphless'
/** Flags of a font descriptor: fixed pitch and symbolic (ISO 32000-1, 9.8.2). */
const FIXED_PITCH_SYMBOLIC = 5
/** Codes have two bytes; 0 is left to the glyph that means "not there". */
const MAX_CODE = 0xffff
/** The most entries that one block of a CMap takes (Adobe Technical Note 5014). */
const ENTRIES_PER_BLOCK = 100
const REPLACEMENT = '\uFFFD'

/** The font of invisible text. It grows with what is set in it and is written once, by `finish`. */
export interface InvisibleFont {
  readonly ref: PDFRef
  /** Codes of a text, one for each of its characters, as hexadecimal. */
  encode(text: string): { readonly hex: string; readonly characters: number }
  /** Writes the font; nothing can be encoded afterwards. */
  finish(): void
}

export function createInvisibleFont(context: PDFContext): InvisibleFont {
  const ref = context.nextRef()
  const codes = new Map<string, number>()
  const codeOf = (character: string): number => {
    const known = codes.get(character)
    if (known !== undefined) return known
    if (codes.size >= MAX_CODE) return 1
    codes.set(character, codes.size + 1)
    return codes.size
  }
  return {
    ref,
    encode(text) {
      const characters = Array.from(text, encodable)
      const hex = characters.map((character) => hexOf(codeOf(character))).join('')
      return { hex, characters: characters.length }
    },
    finish: () => {
      writeFont(context, ref, [...codes.keys()])
    },
  }
}

/** The font in a file that was written before: by its name and its program, which is the same in every file. */
export function invisibleFontIn(context: PDFContext): PDFRef | undefined {
  const program = Buffer.from(buildGlyphlessFont())
  const found = context
    .enumerateIndirectObjects()
    .find(([, object]) => object instanceof PDFDict && isOurs(object, program))
  return found?.[0]
}

function isOurs(font: PDFDict, program: Buffer): boolean {
  if (font.lookup(PDFName.of('BaseFont')) !== PDFName.of(INVISIBLE_FONT_NAME)) return false
  const descendants = font.lookup(PDFName.of('DescendantFonts'))
  const descendant = descendants instanceof PDFArray ? descendants.lookup(0) : undefined
  const descriptor =
    descendant instanceof PDFDict ? descendant.lookup(PDFName.of('FontDescriptor')) : undefined
  const file = descriptor instanceof PDFDict ? descriptor.lookup(PDFName.of('FontFile2')) : undefined
  return file instanceof PDFStream && streamBytes(file).equals(program)
}

/** Lone surrogates and codes that mean no character cannot stand in a ToUnicode map (ISO 19005-2, 6.2.11.7.2). */
function encodable(character: string): string {
  return /[\p{Cc}\p{Cs}\uFEFF\uFFFE\uFFFF]/u.test(character) ? REPLACEMENT : character
}

function hexOf(code: number): string {
  return code.toString(16).padStart(4, '0')
}

function writeFont(context: PDFContext, ref: PDFRef, characters: readonly string[]): void {
  const program = buildGlyphlessFont()
  // Code 0 is the missing glyph, every other one the empty glyph 1.
  const glyphs = new Uint8Array(2 * (characters.length + 1)).map((_, index) => (index > 1 ? index % 2 : 0))
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: INVISIBLE_FONT_NAME,
      Flags: FIXED_PITCH_SYMBOLIC,
      FontBBox: [0, 0, GLYPH_WIDTH, ASCENT],
      ItalicAngle: 0,
      Ascent: ASCENT,
      // Poppler takes 0 for a missing value and lowers every box by a third of its height.
      Descent: -1,
      CapHeight: ASCENT,
      StemV: 80,
      FontFile2: context.register(context.flateStream(program, { Length1: program.length })),
    }),
  )
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: INVISIBLE_FONT_NAME,
      CIDSystemInfo: {
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      },
      CIDToGIDMap: context.register(context.flateStream(glyphs)),
      FontDescriptor: descriptor,
      DW: GLYPH_WIDTH,
    }),
  )
  context.assign(
    ref,
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: INVISIBLE_FONT_NAME,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(toUnicode(characters))),
    }),
  )
}

function toUnicode(characters: readonly string[]): string {
  const entries = characters.map((character, index) => {
    const unicode = Buffer.from(character, 'utf16le').swap16().toString('hex')
    return `<${hexOf(index + 1)}> <${unicode}>`
  })
  const blocks: string[] = []
  for (let start = 0; start < entries.length; start += ENTRIES_PER_BLOCK) {
    const block = entries.slice(start, start + ENTRIES_PER_BLOCK)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
}
