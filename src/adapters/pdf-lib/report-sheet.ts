import { rgb, type PDFDocument, type PDFPage } from '@cantoo/pdf-lib'
import type { ReportView, ViewRow, ViewSection, ViewTable } from '../../domain/report-view.ts'
import type { PageFont } from './page-font.ts'
import type { PageFonts } from './page-fonts.ts'
import { plainLine } from './page-letters.ts'
import { wrapText } from './wrap-text.ts'

/** Where text stands on a page, in points. */
export interface Format {
  readonly widthPt: number
  readonly heightPt: number
  readonly leftPt: number
  readonly rightPt: number
  readonly topPt: number
  readonly bottomPt: number
}

const TEXT_PT = 9
const SECTION_PT = 11
const TITLE_PT = 15
const LEADING = 1.35
const LABEL_WIDTH_PT = 130
const CELL_GAP_PT = 6
const GREY = rgb(0.35, 0.35, 0.35)
const BLACK = rgb(0, 0, 0)
/** A single value may be a whole page of text; more is in the file. */
const MAX_LINES_OF_A_VALUE = 60
/** Of the narrowest letters, over the whole page. */
const MAX_LETTERS_OF_A_LINE = 300

/** @param fonts opened with all texts of the view */
export function drawReport(document: PDFDocument, fonts: PageFonts, view: ReportView, format: Format): void {
  const sheet = new Sheet(document, format, fonts)
  document.setTitle(plainLine(view.title))
  if (view.language !== undefined) document.setLanguage(view.language)
  document.setProducer('Poststelle')
  drawView(sheet, view)
}

const PAGE_OF = {
  de: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  en: (page: number, pages: number) => `Page ${page} of ${pages}`,
} as const

/** Foot of each page: what it belongs to, and which page of how many. */
export function numberPages(
  document: PDFDocument,
  fonts: PageFonts,
  { title, language = 'de' }: ReportView,
  format: Format,
): void {
  const font = fonts.plain
  const pages = document.getPages()
  for (const [index, page] of pages.entries()) {
    const text = fonts.shown(`${title} · ${PAGE_OF[language](index + 1, pages.length)}`)
    const x = format.rightPt - font.widthOfTextAtSize(text, TEXT_PT)
    fonts.draw(page, text, { x, y: format.bottomPt / 2, size: TEXT_PT, font, color: GREY })
  }
}

interface Style {
  readonly font: PageFont
  readonly size: number
  readonly grey?: boolean
}

/** A column of text that begins new pages as it needs them. */
class Sheet {
  readonly #document: PDFDocument
  readonly format: Format
  readonly fonts: PageFonts
  #page: PDFPage
  #y: number

  constructor(document: PDFDocument, format: Format, fonts: PageFonts) {
    this.#document = document
    this.format = format
    this.fonts = fonts
    this.#page = document.addPage([format.widthPt, format.heightPt])
    this.#y = format.topPt
  }

  /** Moves down by a line of this size; to a new page where it does not fit. */
  advance(size: number): void {
    this.#y -= size * LEADING
    if (this.#y >= this.format.bottomPt) return
    this.#page = this.#document.addPage([this.format.widthPt, this.format.heightPt])
    this.#y = this.format.topPt
  }

  skip(heightPt: number): void {
    this.#y -= heightPt
  }

  roomFor(heightPt: number): boolean {
    return this.#y - heightPt >= this.format.bottomPt
  }

  breakPage(): void {
    this.#y = this.format.bottomPt
  }

  write(text: string, x: number, { font, size, grey = false }: Style): void {
    if (text === '') return
    this.fonts.draw(this.#page, text, { x, y: this.#y, size, font, color: grey ? GREY : BLACK })
  }

  rule(): void {
    const y = this.#y - 3
    const { leftPt, rightPt } = this.format
    this.#page.drawLine({ start: { x: leftPt, y }, end: { x: rightPt, y }, thickness: 0.5, color: GREY })
  }
}

function drawView(sheet: Sheet, view: ReportView): void {
  const { bold, plain } = sheet.fonts
  drawParagraph(sheet, view.title, { font: bold, size: TITLE_PT })
  drawParagraph(sheet, view.note, { font: plain, size: TEXT_PT, grey: true })
  for (const section of view.sections) drawSection(sheet, section)
}

function drawParagraph(sheet: Sheet, text: string, style: Style): void {
  for (const line of linesOf(sheet, text, style, widthOf(sheet))) {
    sheet.advance(style.size)
    sheet.write(line, sheet.format.leftPt, style)
  }
}

/** A heading is not left alone at the foot of a page. */
const HEADING_ROOM_PT = 60

function drawSection(sheet: Sheet, { title, rows, table, text }: ViewSection): void {
  if (sheet.roomFor(HEADING_ROOM_PT)) sheet.skip(SECTION_PT)
  else sheet.breakPage()
  sheet.advance(SECTION_PT)
  sheet.write(sheet.fonts.shown(title), sheet.format.leftPt, { font: sheet.fonts.bold, size: SECTION_PT })
  sheet.rule()
  sheet.skip(4)
  if (table !== undefined) drawTable(sheet, table)
  for (const row of rows) drawRow(sheet, row)
  if (text !== undefined) drawText(sheet, text)
}

/** All of it: whoever made the view has bounded the text, and says so in it. */
function drawText(sheet: Sheet, text: string): void {
  const style = { font: sheet.fonts.plain, size: TEXT_PT }
  for (const paragraph of text.split('\n')) {
    for (const line of wrapped(sheet, paragraph, style, widthOf(sheet))) {
      sheet.advance(style.size)
      sheet.write(line, sheet.format.leftPt, style)
    }
  }
}

function drawRow(sheet: Sheet, { label, value }: ViewRow): void {
  const labelStyle = { font: sheet.fonts.plain, size: TEXT_PT, grey: true }
  const valueStyle = { font: sheet.fonts.plain, size: TEXT_PT }
  const labels = linesOf(sheet, label, labelStyle, LABEL_WIDTH_PT - CELL_GAP_PT)
  const values = linesOf(sheet, value, valueStyle, widthOf(sheet) - LABEL_WIDTH_PT)
  for (let index = 0; index < Math.max(labels.length, values.length); index += 1) {
    sheet.advance(TEXT_PT)
    sheet.write(labels[index] ?? '', sheet.format.leftPt, labelStyle)
    sheet.write(values[index] ?? '', sheet.format.leftPt + LABEL_WIDTH_PT, valueStyle)
  }
}

function drawTable(sheet: Sheet, { columns, rows }: ViewTable): void {
  const { plain, bold } = sheet.fonts
  const headings = columns.map(({ label }) => label)
  const heading = cellLines(sheet, columns, headings, { font: bold, size: TEXT_PT })
  drawCells(sheet, columns, heading, { font: bold, size: TEXT_PT })
  for (const cells of rows) {
    const lines = cellLines(sheet, columns, cells, { font: plain, size: TEXT_PT })
    if (!sheet.roomFor(heightOf(lines)) && heightOf(lines) < sheet.format.topPt / 2) {
      sheet.breakPage()
      drawCells(sheet, columns, heading, { font: bold, size: TEXT_PT })
    }
    drawCells(sheet, columns, lines, { font: plain, size: TEXT_PT })
  }
}

/** The lines of each cell of a row. */
function cellLines(
  sheet: Sheet,
  columns: ViewTable['columns'],
  cells: readonly string[],
  style: Style,
): readonly (readonly string[])[] {
  return columns.map(({ share }, index) =>
    linesOf(sheet, cells[index] ?? '', style, widthOf(sheet) * share - CELL_GAP_PT),
  )
}

function heightOf(lines: readonly (readonly string[])[]): number {
  return Math.max(...lines.map(({ length }) => length)) * TEXT_PT * LEADING
}

function widthOf({ format }: Sheet): number {
  return format.rightPt - format.leftPt
}

function drawCells(
  sheet: Sheet,
  columns: ViewTable['columns'],
  wrapped: readonly (readonly string[])[],
  style: Style,
): void {
  const whole = widthOf(sheet)
  const height = Math.max(...wrapped.map((lines) => lines.length))
  for (let row = 0; row < height; row += 1) {
    sheet.advance(style.size)
    let left = sheet.format.leftPt
    columns.forEach(({ share, isNumber }, index) => {
      const text = wrapped[index]?.[row] ?? ''
      const width = whole * share - CELL_GAP_PT
      const indent = isNumber ? width - style.font.widthOfTextAtSize(text, style.size) : 0
      sheet.write(text, left + Math.max(0, indent), style)
      left += whole * share
    })
  }
}

function linesOf(sheet: Sheet, text: string, style: Style, widthPt: number): string[] {
  const shown = text.slice(0, MAX_LINES_OF_A_VALUE * MAX_LETTERS_OF_A_LINE)
  return wrapped(sheet, shown, style, widthPt).slice(0, MAX_LINES_OF_A_VALUE)
}

function wrapped(sheet: Sheet, text: string, { font, size }: Style, widthPt: number): string[] {
  return wrapText(sheet.fonts.shown(text), widthPt, (part) => font.widthOfTextAtSize(part, size))
}
