import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'

/** Width and height of DIN A4 in points. */
const A4: [number, number] = [595.28, 841.89]
const FONT_SIZE = 11
const LINE_HEIGHT = 16

/** A born-digital PDF: one list of lines a page. */
export async function textPdf(pages: readonly (readonly string[])[]): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const lines of pages) {
    const page = pdf.addPage(A4)
    lines.forEach((line, index) => {
      page.drawText(line, { x: 70, y: 780 - index * LINE_HEIGHT, size: FONT_SIZE, font })
    })
  }
  return Buffer.from(await pdf.save())
}
