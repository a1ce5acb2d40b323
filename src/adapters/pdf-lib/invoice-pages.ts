import { writeFile } from 'node:fs/promises'
import { PDFDocument, rgb, StandardFonts, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import type { InvoiceView, ViewRow, ViewSection, ViewTable } from '../../domain/invoices/invoice-view.ts'
import type { InvoicePageWriter } from '../../ports/invoice-page-writer.ts'
import { winAnsiText } from './winansi-text.ts'
import { wrapText } from './wrap-text.ts'

/** A4 with DIN 5008 side margins, in points. */
const WIDTH_PT = 595.28
const HEIGHT_PT = 841.89
const LEFT_PT = 70
const RIGHT_PT = WIDTH_PT - 57
const TOP_PT = HEIGHT_PT - 60
const BOTTOM_PT = 60
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

/** Lays invoices out with the standard fonts of PDF, which every viewer has. */
export function createInvoicePageWriter(): InvoicePageWriter {
  return {
    async write(view, targetPath) {
      const document = await PDFDocument.create()
      const sheet = new Sheet(document, {
        plain: await document.embedFont(StandardFonts.Helvetica),
        bold: await document.embedFont(StandardFonts.HelveticaBold),
      })
      document.setTitle(winAnsiText(view.title))
      document.setProducer('Poststelle')
      drawView(sheet, view)
      await writeFile(targetPath, await document.save(), { flag: 'wx' })
    },
  }
}

interface Fonts {
  readonly plain: PDFFont
  readonly bold: PDFFont
}

interface Style {
  readonly font: PDFFont
  readonly size: number
  readonly grey?: boolean
}

/** A column of text that begins new pages as it needs them. */
class Sheet {
  readonly #document: PDFDocument
  readonly fonts: Fonts
  #page: PDFPage
  #y = TOP_PT

  constructor(document: PDFDocument, fonts: Fonts) {
    this.#document = document
    this.fonts = fonts
    this.#page = document.addPage([WIDTH_PT, HEIGHT_PT])
  }

  /** Moves down by a line of this size; to a new page where it does not fit. */
  advance(size: number): void {
    this.#y -= size * LEADING
    if (this.#y >= BOTTOM_PT) return
    this.#page = this.#document.addPage([WIDTH_PT, HEIGHT_PT])
    this.#y = TOP_PT
  }

  skip(heightPt: number): void {
    this.#y -= heightPt
  }

  roomFor(heightPt: number): boolean {
    return this.#y - heightPt >= BOTTOM_PT
  }

  breakPage(): void {
    this.#y = BOTTOM_PT
  }

  write(text: string, x: number, { font, size, grey = false }: Style): void {
    if (text !== '') this.#page.drawText(text, { x, y: this.#y, size, font, color: grey ? GREY : BLACK })
  }

  rule(): void {
    const y = this.#y - 3
    this.#page.drawLine({ start: { x: LEFT_PT, y }, end: { x: RIGHT_PT, y }, thickness: 0.5, color: GREY })
  }
}

function drawView(sheet: Sheet, view: InvoiceView): void {
  const { bold, plain } = sheet.fonts
  drawParagraph(sheet, view.title, { font: bold, size: TITLE_PT })
  drawParagraph(sheet, view.note, { font: plain, size: TEXT_PT, grey: true })
  for (const section of view.sections) drawSection(sheet, section)
}

function drawParagraph(sheet: Sheet, text: string, style: Style): void {
  for (const line of linesOf(text, style, RIGHT_PT - LEFT_PT)) {
    sheet.advance(style.size)
    sheet.write(line, LEFT_PT, style)
  }
}

/** A heading is not left alone at the foot of a page. */
const HEADING_ROOM_PT = 60

function drawSection(sheet: Sheet, { title, rows, table }: ViewSection): void {
  if (sheet.roomFor(HEADING_ROOM_PT)) sheet.skip(SECTION_PT)
  else sheet.breakPage()
  sheet.advance(SECTION_PT)
  sheet.write(winAnsiText(title), LEFT_PT, { font: sheet.fonts.bold, size: SECTION_PT })
  sheet.rule()
  sheet.skip(4)
  if (table !== undefined) drawTable(sheet, table)
  for (const row of rows) drawRow(sheet, row)
}

function drawRow(sheet: Sheet, { label, value }: ViewRow): void {
  const labelStyle = { font: sheet.fonts.plain, size: TEXT_PT, grey: true }
  const valueStyle = { font: sheet.fonts.plain, size: TEXT_PT }
  const labels = linesOf(label, labelStyle, LABEL_WIDTH_PT - CELL_GAP_PT)
  const values = linesOf(value, valueStyle, RIGHT_PT - LEFT_PT - LABEL_WIDTH_PT)
  for (let index = 0; index < Math.max(labels.length, values.length); index += 1) {
    sheet.advance(TEXT_PT)
    sheet.write(labels[index] ?? '', LEFT_PT, labelStyle)
    sheet.write(values[index] ?? '', LEFT_PT + LABEL_WIDTH_PT, valueStyle)
  }
}

function drawTable(sheet: Sheet, { columns, rows }: ViewTable): void {
  const { plain, bold } = sheet.fonts
  const headings = columns.map(({ label }) => label)
  drawCells(sheet, columns, headings, { font: bold, size: TEXT_PT })
  for (const cells of rows) drawCells(sheet, columns, cells, { font: plain, size: TEXT_PT })
}

function drawCells(
  sheet: Sheet,
  columns: ViewTable['columns'],
  cells: readonly string[],
  style: Style,
): void {
  const whole = RIGHT_PT - LEFT_PT
  const wrapped = columns.map(({ share }, index) =>
    linesOf(cells[index] ?? '', style, whole * share - CELL_GAP_PT),
  )
  const height = Math.max(...wrapped.map((lines) => lines.length))
  for (let row = 0; row < height; row += 1) {
    sheet.advance(style.size)
    let left = LEFT_PT
    columns.forEach(({ share, isNumber }, index) => {
      const text = wrapped[index]?.[row] ?? ''
      const width = whole * share - CELL_GAP_PT
      const indent = isNumber ? width - style.font.widthOfTextAtSize(text, style.size) : 0
      sheet.write(text, left + Math.max(0, indent), style)
      left += whole * share
    })
  }
}

function linesOf(text: string, { font, size }: Style, widthPt: number): string[] {
  const measure = (part: string): number => font.widthOfTextAtSize(part, size)
  return wrapText(winAnsiText(text), widthPt, measure).slice(0, MAX_LINES_OF_A_VALUE)
}
