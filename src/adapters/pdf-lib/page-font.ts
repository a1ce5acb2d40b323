import {
  beginText,
  endText,
  PDFArray,
  PDFHexString,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  setFillingColor,
  setFontAndSize,
  setTextMatrix,
  setTextRise,
  showText,
  type Color,
  type PDFContext,
  type PDFFont,
  type PDFName,
  type PDFPage,
  type PDFRef,
  type Rotation,
} from '@cantoo/pdf-lib'
import type { Face } from './noto-sans.ts'
import { lettersOf, REPLACEMENT } from './page-letters.ts'

const BLACK = rgb(0, 0, 0)
/** Widths and adjustments in PDF are in thousandths of the size (ISO 32000-1, 9.4.3). */
const THOUSAND = 1_000
/** Digits of a glyph number in the strings of an embedded font. */
const GLYPH_DIGITS = 4

export interface LineStyle {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly color?: Color
  readonly rotate?: Rotation
}

/** A font of a page, with the standard ones of PDF and embedded ones alike. Lines are plain, see `plainLine`. */
export interface PageFont {
  readonly ref: PDFRef
  /** The line in letters that the font has; a sign stands for each that it has not. */
  shown(line: string): string
  widthOfTextAtSize(line: string, size: number): number
  /** What draws the line inside of a text object, under this name of the font. */
  showing(line: string, key: PDFName, size: number): PDFOperator[]
  draw(page: PDFPage, line: string, style: LineStyle): void
}

/** Helvetica: WinAnsi only. */
export class StandardFont implements PageFont {
  readonly #font: PDFFont
  readonly ref: PDFRef

  constructor(font: PDFFont) {
    this.#font = font
    this.ref = font.ref
  }

  shown(line: string): string {
    return line
  }

  widthOfTextAtSize(line: string, size: number): number {
    return this.#font.widthOfTextAtSize(line, size)
  }

  showing(line: string, key: PDFName, size: number): PDFOperator[] {
    return [setFontAndSize(key, size), showText(this.#font.encodeText(line))]
  }

  draw(page: PDFPage, line: string, style: LineStyle): void {
    page.drawText(line, { ...style, font: this.#font, color: style.color ?? BLACK })
  }
}

/** Lengths in thousandths of the size. */
interface Glyph {
  readonly code: string
  readonly width: number
  readonly advance: number
  readonly right: number
  readonly up: number
}

interface Letter {
  readonly width: number
  /** Known when it is first drawn: only then it belongs to the letters that are embedded. */
  glyphs?: readonly Glyph[]
}

/** Draws letters with their marks where the font says that they belong. */
export class EmbeddedFont implements PageFont {
  readonly #font: PDFFont
  readonly #face: Face
  readonly #letters = new Map<string, Letter>()
  readonly #shown = new Map<string, string>()
  readonly #keys = new WeakMap<PDFPage, PDFName>()
  readonly ref: PDFRef

  constructor(font: PDFFont, face: Face) {
    this.#font = font
    this.#face = face
    this.ref = font.ref
  }

  shown(line: string): string {
    return lettersOf(line)
      .map((letter) => this.#shownLetter(letter))
      .join('')
  }

  widthOfTextAtSize(line: string, size: number): number {
    let width = 0
    for (const letter of lettersOf(line)) width += this.#letter(letter).width
    return (width * size) / THOUSAND
  }

  showing(line: string, key: PDFName, size: number): PDFOperator[] {
    const run = new GlyphRun(this.#font.doc.context, size)
    for (const letter of lettersOf(line)) for (const glyph of this.#glyphs(letter)) run.add(glyph)
    return [setFontAndSize(key, size), ...run.end()]
  }

  draw(page: PDFPage, line: string, { x, y, size, color, rotate }: LineStyle): void {
    const key = this.#keys.get(page) ?? page.node.newFontDictionary('Schrift', this.ref)
    this.#keys.set(page, key)
    const angle = ((rotate?.angle ?? 0) * Math.PI) / 180
    const [cos, sin] = [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))]
    page.pushOperators(
      pushGraphicsState(),
      beginText(),
      setFillingColor(color ?? BLACK),
      setTextMatrix(cos, sin, -sin, cos, x, y),
      ...this.showing(line, key, size),
      endText(),
      popGraphicsState(),
    )
  }

  #shownLetter(letter: string): string {
    const known = this.#shown.get(letter)
    if (known !== undefined) return known
    // A mark alone would be drawn over the letter before it, which it does not belong to.
    const isMark = /^\p{M}/u.test(letter)
    const shown = isMark
      ? REPLACEMENT
      : Array.from(letter, (part) =>
          this.#face.hasGlyphForCodePoint(part.codePointAt(0) ?? 0) && !/\p{Cc}/u.test(part)
            ? part
            : REPLACEMENT,
        ).join('')
    this.#shown.set(letter, shown)
    return shown
  }

  #letter(text: string): Letter {
    const known = this.#letters.get(text)
    if (known !== undefined) return known
    const scale = THOUSAND / this.#face.unitsPerEm
    const { positions } = this.#face.layout(text)
    const letter = { width: positions.reduce((sum, { xAdvance }) => sum + xAdvance * scale, 0) }
    this.#letters.set(text, letter)
    return letter
  }

  #glyphs(text: string): readonly Glyph[] {
    const letter = this.#letter(text)
    letter.glyphs ??= this.#encoded(text)
    return letter.glyphs
  }

  #encoded(text: string): readonly Glyph[] {
    const scale = THOUSAND / this.#face.unitsPerEm
    const codes = this.#font.encodeText(text).asString()
    const { glyphs, positions } = this.#face.layout(text)
    return positions.map(({ xAdvance, xOffset, yOffset }, index) => ({
      code: codes.slice(index * GLYPH_DIGITS, (index + 1) * GLYPH_DIGITS),
      width: (glyphs[index]?.advanceWidth ?? 0) * scale,
      advance: xAdvance * scale,
      right: xOffset * scale,
      up: yOffset * scale,
    }))
  }
}

/** Glyphs one after the other as operators: a string as long as nothing is out of line. */
class GlyphRun {
  readonly #context: PDFContext
  readonly #size: number
  readonly #operators: PDFOperator[] = []
  #parts: PDFArray
  #codes = ''
  #rise = 0

  constructor(context: PDFContext, size: number) {
    this.#context = context
    this.#size = size
    this.#parts = PDFArray.withContext(context)
  }

  add({ code, width, advance, right, up }: Glyph): void {
    if (up !== this.#rise) {
      this.#flush()
      this.#rise = up
      this.#operators.push(setTextRise((up * this.#size) / THOUSAND))
    }
    this.#move(right)
    this.#codes += code
    this.#move(advance - width - right)
  }

  end(): PDFOperator[] {
    this.#flush()
    if (this.#rise !== 0) this.#operators.push(setTextRise(0))
    this.#rise = 0
    return this.#operators
  }

  /** Thousandths to the right; positive numbers in the list go to the left. */
  #move(right: number): void {
    if (right === 0) return
    this.#closeString()
    this.#parts.push(PDFNumber.of(-right))
  }

  #closeString(): void {
    if (this.#codes !== '') this.#parts.push(PDFHexString.of(this.#codes))
    this.#codes = ''
  }

  #flush(): void {
    this.#closeString()
    if (this.#parts.size() > 0)
      this.#operators.push(PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [this.#parts]))
    this.#parts = PDFArray.withContext(this.#context)
  }
}
