import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'

/** Width and height of DIN A4 in points. */
const A4: [number, number] = [595.28, 841.89]
const FONT_SIZE = 11
const LINE_HEIGHT = 16

/** A born-digital PDF: one list of lines a page. */
export async function letterOf(pages: readonly (readonly string[])[]): Promise<Buffer> {
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

/** Two pages; the word `Zwetschgenbaum` stands on the second only. */
export async function twoPageLetter(): Promise<Buffer> {
  return letterOf([
    [
      'Gudrun Ziegler',
      'Lindenweg 4',
      '55128 Mainz',
      '',
      'Landeshauptstadt Mainz',
      'Wohngeldstelle',
      '55028 Mainz',
      '',
      'Mainz, den 12.11.2026',
      '',
      'Antrag auf Wohngeld',
      '',
      'Sehr geehrte Damen und Herren,',
      '',
      'hiermit beantrage ich Wohngeld. Meine Miete beträgt 512,40 EUR im Monat.',
      'Bitte lesen Sie auch die zweite Seite.',
    ],
    [
      'Seite 2',
      '',
      'Zur Wohnung gehört ein kleiner Garten mit einem Zwetschgenbaum.',
      'Der Vermieter verlangt dafür keine Miete.',
      '',
      'Mit freundlichen Grüßen',
      'Gudrun Ziegler',
    ],
  ])
}
