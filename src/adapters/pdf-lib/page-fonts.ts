import { degrees, rgb, StandardFonts, type PDFDocument, type PDFPage } from '@cantoo/pdf-lib'
import { EmbeddedFont, StandardFont, type LineStyle, type PageFont } from './page-font.ts'
import { notoSans } from './noto-sans.ts'
import { isWinAnsi, plainLine, REPLACEMENT, textsIn } from './page-letters.ts'

const NOTE = {
  de: `${REPLACEMENT} steht für ein Zeichen, das hier nicht gedruckt werden kann.`,
  en: `${REPLACEMENT} stands for a character that cannot be printed here.`,
} as const
const NOTE_PT = 7
const GREY = rgb(0.35, 0.35, 0.35)

/** The two fonts that a document is written with. */
export class PageFonts {
  readonly plain: PageFont
  readonly bold: PageFont
  readonly #pagesWithGaps = new Set<PDFPage>()

  constructor(plain: PageFont, bold: PageFont) {
    this.plain = plain
    this.bold = bold
  }

  /** The line as it can be drawn: a sign stands where no letter is there for a character. */
  shown(text: string): string {
    return this.plain.shown(plainLine(text))
  }

  /** @param line as `shown` gives it, or a part of it between letters */
  draw(page: PDFPage, line: string, { font, ...style }: LineStyle & { readonly font: PageFont }): void {
    if (line.includes(REPLACEMENT)) this.#pagesWithGaps.add(page)
    font.draw(page, line, style)
  }

  /** Upside down, from this point to the left. */
  drawTurned(page: PDFPage, line: string, style: LineStyle & { readonly font: PageFont }): void {
    this.draw(page, line, { ...style, rotate: degrees(180) })
  }

  /** Says on each page where something could not be drawn what the sign stands for. */
  explainGaps(x: number, y: number, language: keyof typeof NOTE = 'de'): void {
    const note = NOTE[language]
    for (const page of this.#pagesWithGaps) this.plain.draw(page, note, { x, y, size: NOTE_PT, color: GREY })
  }
}

/**
 * Opens the standard fonts of PDF, which every viewer has, where they have all letters of the texts, and otherwise
 * embeds Noto Sans with those letters that are drawn. One face for all of a document: names do not look pasted in.
 *
 * @param words whatever will be drawn: a text, or texts in lists and fields
 */
export async function openPageFonts(document: PDFDocument, words: unknown): Promise<PageFonts> {
  let standard = true
  for (const text of textsIn(words)) standard &&= isWinAnsi(plainLine(text))
  if (standard) {
    const plain = await document.embedFont(StandardFonts.Helvetica)
    return new PageFonts(
      new StandardFont(plain),
      new StandardFont(await document.embedFont(StandardFonts.HelveticaBold)),
    )
  }
  const { fontkit, plain, bold } = await notoSans()
  document.registerFontkit(fontkit)
  return new PageFonts(
    new EmbeddedFont(await document.embedFont(plain.bytes, { subset: true }), plain.face),
    new EmbeddedFont(await document.embedFont(bold.bytes, { subset: true }), bold.face),
  )
}
