import { PDFDocument, rgb, type PDFPage } from '@cantoo/pdf-lib'
import type { LetterPageWriter, PrintableLetter } from '../../ports/letter-page-writer.ts'
import { drawCode } from './draw-code.ts'
import type { PageFont } from './page-font.ts'
import { openPageFonts, type PageFonts } from './page-fonts.ts'
import { plainLine } from './page-letters.ts'
import { wrapText } from './wrap-text.ts'

const MM = 72 / 25.4
const A4 = { widthPt: 210 * MM, heightPt: 297 * MM }
/** DIN 5008, form B: distances from the upper left corner of the sheet. */
const LEFT_PT = 25 * MM
const RIGHT_PT = A4.widthPt - 20 * MM
const SENDER_MM = 49
const ADDRESS_MM = 66
const FACTS_MM = 54
const FACTS_LEFT_MM = 125
const SUBJECT_MM = 103
const FOLDS_MM = [105, 210]
const HOLE_MM = 148.5
const NEXT_PAGE_MM = 30
const BOTTOM_PT = 22 * MM
/** What stands beside the window of an envelope and in it, from the first line to the last: what is long is printed smaller. */
const ADDRESS = { widthPt: 80 * MM, heightPt: 29.5 * MM, sizes: [11, 10, 9, 8, 7] }
const HEAD = { widthPt: RIGHT_PT - LEFT_PT, heightPt: 20 * MM, sizes: [14, 12, 10] }
/** With contact lines beside it. */
const OFFICE = { widthPt: 95 * MM, heightPt: 12 * MM, sizes: [14, 12, 10, 8] }
const BELOW_OFFICE = { widthPt: 95 * MM, heightPt: 16 * MM, sizes: [9, 8, 7, 6] }
const CONTACT = { widthPt: RIGHT_PT - FACTS_LEFT_MM * MM, heightPt: 27 * MM, sizes: [9, 8, 7, 6] }
const SENDER = { widthPt: 80 * MM, heightPt: 4 * MM, sizes: [8, 7, 6, 5] }
const FACT = { widthPt: RIGHT_PT - FACTS_LEFT_MM * MM, heightPt: 7 * MM, sizes: [11, 9, 8, 7] }
/** More facts than usual end above the subject only when they are printed small. */
const MANY_FACTS = 4
const SMALL_FACT = { ...FACT, heightPt: 4.5 * MM, sizes: [9, 8, 7, 6] }
const FOOTER = { widthPt: RIGHT_PT - LEFT_PT - 25 * MM, sizes: [8, 7, 6] }
const FOOTER_TOP_PT = 19 * MM
const TIGHT_LEADING = 1.25
const TEXT_PT = 11
const SMALL_PT = 8
const LEADING = 1.4
const CODE_SIDE_PT = 38 * MM
const FRAME_PAD_PT = 10
const BLACK = rgb(0, 0, 0)
const GREY = rgb(0.35, 0.35, 0.35)

export function createLetterPageWriter(): LetterPageWriter {
  return {
    async letterOf(letter) {
      const document = await PDFDocument.create()
      document.setTitle(plainLine(letter.subject))
      document.setLanguage('de')
      document.setProducer('Poststelle')
      const { answer, closing, footer = [] } = letter
      const sheet = new LetterSheet(document, await openPageFonts(document, letter))
      drawHead(sheet, letter)
      drawBody(sheet, letter)
      if (answer !== undefined) drawAnswer(sheet, answer)
      for (const paragraph of closing) sheet.paragraph(paragraph)
      const pages = document.getPages()
      for (const page of pages) drawFooter(sheet, page, footer)
      numberPages(pages, sheet.fonts)
      sheet.fonts.explainGaps(LEFT_PT, BOTTOM_PT / 4)
      return { bytes: await document.save(), pageCount: pages.length }
    },
  }
}

interface Style {
  readonly font: PageFont
  readonly size: number
  readonly color?: typeof GREY
}

interface Place {
  readonly widthPt: number
  readonly heightPt: number
  /** Largest first. */
  readonly sizes: readonly number[]
}

interface Fitted {
  readonly size: number
  readonly lines: readonly string[]
}

/** A column of text that begins new pages as it needs them. */
class LetterSheet {
  readonly #document: PDFDocument
  readonly fonts: PageFonts
  page: PDFPage
  y = A4.heightPt - SUBJECT_MM * MM

  constructor(document: PDFDocument, fonts: PageFonts) {
    this.#document = document
    this.fonts = fonts
    this.page = document.addPage([A4.widthPt, A4.heightPt])
  }

  /** Begins a new page where less than this height is left. */
  needs(heightPt: number): void {
    if (this.y - heightPt >= BOTTOM_PT) return
    this.page = this.#document.addPage([A4.widthPt, A4.heightPt])
    this.y = A4.heightPt - NEXT_PAGE_MM * MM
  }

  lines(text: string, widthPt: number, { font, size }: { font: PageFont; size: number }): string[] {
    return wrapText(this.fonts.shown(text), widthPt, (part) => font.widthOfTextAtSize(part, size))
  }

  /** Lines in the largest size in which they fit the place. */
  fitted(texts: readonly string[], { widthPt, heightPt, sizes }: Place, font: PageFont): Fitted {
    const tries = sizes.map((size) => {
      return { size, lines: texts.flatMap((text) => this.lines(text, widthPt, { font, size })) }
    })
    const fits = ({ size, lines }: Fitted): boolean => lines.length * size * TIGHT_LEADING <= heightPt
    return tries.find(fits) ?? tries.at(-1) ?? { size: SMALL_PT, lines: [] }
  }

  /** @returns where the next line would stand */
  column({ size, lines }: Fitted, x: number, topPt: number, style: Omit<Style, 'size'>): number {
    for (const [index, line] of lines.entries())
      this.at(line, x, topPt - index * size * TIGHT_LEADING, { ...style, size })
    return topPt - lines.length * size * TIGHT_LEADING
  }

  paragraph(text: string, font = this.fonts.plain, indentPt = 0, mark = ''): void {
    const style = { font, size: TEXT_PT }
    const width = RIGHT_PT - LEFT_PT - indentPt
    const lines = text.split('\n').flatMap((part) => this.lines(part, width, style))
    for (const [index, line] of lines.entries()) {
      this.needs(TEXT_PT * LEADING)
      this.y -= TEXT_PT * LEADING
      if (index === 0 && mark !== '') this.at(mark, LEFT_PT, this.y, style)
      this.at(line, LEFT_PT + indentPt, this.y, style)
    }
    this.y -= indentPt === 0 ? TEXT_PT * 0.6 : 2
  }

  at(text: string, x: number, y: number, style: Style): void {
    this.fonts.draw(this.page, text, { x, y, color: BLACK, ...style })
  }
}

/** What stands at its place on the first page, whatever the letter says. */
function drawHead(sheet: LetterSheet, letter: PrintableLetter): void {
  const { sender, recipient } = letter
  const { plain, bold } = sheet.fonts
  if (letter.head === undefined)
    sheet.column(sheet.fitted([sender], HEAD, bold), LEFT_PT, down(20), { font: bold })
  else drawLetterhead(sheet, letter.head)
  const small = sheet.fitted([sender], SENDER, plain)
  const risePt = (small.lines.length - 1) * small.size * TIGHT_LEADING
  sheet.column(small, LEFT_PT, down(SENDER_MM) + risePt, { font: plain, color: GREY })
  sheet.column(sheet.fitted(recipient, ADDRESS, plain), LEFT_PT, down(ADDRESS_MM), { font: plain })
  drawFacts(sheet, letter.facts)
  for (const mm of [...FOLDS_MM, HOLE_MM]) {
    const length = mm === HOLE_MM ? 7 * MM : 4 * MM
    sheet.page.drawLine({
      start: { x: 4 * MM, y: down(mm) },
      end: { x: 4 * MM + length, y: down(mm) },
      thickness: 0.4,
      color: GREY,
    })
  }
}

function down(mm: number): number {
  return A4.heightPt - mm * MM
}

function drawLetterhead(
  sheet: LetterSheet,
  { office, address, contact }: NonNullable<PrintableLetter['head']>,
): void {
  const { plain, bold } = sheet.fonts
  const y = sheet.column(sheet.fitted([office], OFFICE, bold), LEFT_PT, down(18), { font: bold })
  sheet.column(sheet.fitted(address, BELOW_OFFICE, plain), LEFT_PT, y, { font: plain, color: GREY })
  sheet.column(sheet.fitted(contact, CONTACT, plain), FACTS_LEFT_MM * MM, down(18), {
    font: plain,
    color: GREY,
  })
}

function drawFacts(sheet: LetterSheet, facts: PrintableLetter['facts']): void {
  const { plain } = sheet.fonts
  const isTight = facts.length > MANY_FACTS
  const [labelPt, textPt, place] = isTight ? [7, 9, SMALL_FACT] : [SMALL_PT, TEXT_PT, FACT]
  let y = down(FACTS_MM)
  for (const { label, value } of facts) {
    sheet.at(sheet.fonts.shown(label), FACTS_LEFT_MM * MM, y, { font: plain, size: labelPt, color: GREY })
    const top = y - textPt * TIGHT_LEADING
    y = sheet.column(sheet.fitted([value], place, plain), FACTS_LEFT_MM * MM, top, { font: plain })
    y -= textPt * 0.4
  }
}

function drawFooter(sheet: LetterSheet, page: PDFPage, footer: readonly string[]): void {
  const { plain } = sheet.fonts
  const wide = FOOTER.sizes.find((size) =>
    footer.every((line) => plain.widthOfTextAtSize(sheet.fonts.shown(line), size) <= FOOTER.widthPt),
  )
  const size = wide ?? FOOTER.sizes.at(-1) ?? SMALL_PT
  for (const [index, line] of footer.entries()) {
    const [shown = ''] = sheet.lines(line, FOOTER.widthPt, { font: plain, size })
    const y = FOOTER_TOP_PT - index * size * TIGHT_LEADING
    sheet.fonts.draw(page, shown, { x: LEFT_PT, y, size, font: plain, color: GREY })
  }
}

function drawBody(sheet: LetterSheet, { subject, paragraphs, list }: PrintableLetter): void {
  sheet.paragraph(subject, sheet.fonts.bold)
  sheet.y -= 4
  for (const paragraph of paragraphs) sheet.paragraph(paragraph)
  for (const thing of list) sheet.paragraph(thing, sheet.fonts.plain, 14, '–')
  sheet.y -= 14
}

/** Stays together on one page. */
function drawAnswer(sheet: LetterSheet, answer: NonNullable<PrintableLetter['answer']>): void {
  const { plain, bold } = sheet.fonts
  const inner = RIGHT_PT - LEFT_PT - 2 * FRAME_PAD_PT
  const width = inner - CODE_SIDE_PT - FRAME_PAD_PT
  const text = { font: plain, size: 10 }
  const lead = { font: bold, size: TEXT_PT }
  const rows = [
    ...sheet.lines(answer.title, width, lead).map((line) => ({ line, style: lead })),
    ...answer.steps.flatMap((step, index) =>
      sheet.lines(`${index + 1}. ${step}`, width, text).map((line) => ({ line, style: text })),
    ),
    ...sheet.lines(answer.link, width, lead).map((line) => ({ line, style: lead })),
    { line: sheet.fonts.shown(`${answer.codeLabel}: ${answer.code}`), style: lead },
  ]
  const rowPt = TEXT_PT * LEADING
  const height = Math.max(rows.length * rowPt, CODE_SIDE_PT) + 2 * FRAME_PAD_PT
  sheet.needs(height)
  const top = sheet.y
  sheet.page.drawRectangle({
    x: LEFT_PT,
    y: top - height,
    width: RIGHT_PT - LEFT_PT,
    height,
    borderColor: BLACK,
    borderWidth: 0.8,
  })
  for (const [index, { line, style }] of rows.entries())
    sheet.at(line, LEFT_PT + FRAME_PAD_PT, top - FRAME_PAD_PT - (index + 0.8) * rowPt, style)
  drawCode(
    sheet.page,
    answer.modules,
    RIGHT_PT - FRAME_PAD_PT - CODE_SIDE_PT,
    top - FRAME_PAD_PT - CODE_SIDE_PT,
    CODE_SIDE_PT,
  )
  sheet.y = top - height - TEXT_PT
}

function numberPages(pages: readonly PDFPage[], fonts: PageFonts): void {
  if (pages.length === 1) return
  for (const [index, page] of pages.entries()) {
    const text = `Seite ${index + 1} von ${pages.length}`
    const x = RIGHT_PT - fonts.plain.widthOfTextAtSize(text, SMALL_PT)
    fonts.draw(page, text, { x, y: BOTTOM_PT / 2, size: SMALL_PT, font: fonts.plain, color: GREY })
  }
}
