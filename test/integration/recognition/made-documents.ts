import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import sharp, { type Sharp } from 'sharp'
import { createPdfSource } from '../../../src/adapters/pdfium/pdf-source.ts'
import type { PageRaster } from '../../../src/domain/recognition/raster.ts'

/** A letter invented for the tests, with umlauts and numbers. */
export const LETTER_LINES = [
  'Stadtverwaltung Musterhausen',
  'Amt für Straßenverkehr, Zimmer 214',
  'Sehr geehrte Damen und Herren,',
  'hiermit beantrage ich für mein Fahrzeug einen Parkausweis.',
  'Die Gebühr von 30,70 Euro überweise ich bis zum 15. März 2025.',
  'Größe und Höhe des Anhängers stehen in der Anlage.',
  'Mit freundlichen Grüßen',
  'Jürgen Ähnlich',
]
export const LETTER_WORDS = LETTER_LINES.flatMap((line) => line.split(' '))

const A4 = { widthPt: 595, heightPt: 842 }
const FIRST_BASELINE_PT = 700
const LINE_PT = 26
const LEFT_PT = 70
const FONT_PT = 13

export interface LetterOptions {
  readonly pages?: number
  /** The page's own /Rotate, while the text is drawn as on an upright page. */
  readonly rotate?: number
  readonly title?: string
  /** A picture over the whole page, under the text. */
  readonly backgroundJpeg?: Uint8Array
  readonly withText?: boolean
}

/** A letter as an office program exports it. */
export async function makePdf(options: LetterOptions = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let number = 0; number < (options.pages ?? 1); number++) {
    const page = document.addPage([A4.widthPt, A4.heightPt])
    if (options.backgroundJpeg !== undefined) {
      const picture = await document.embedJpg(options.backgroundJpeg)
      page.drawImage(picture, { x: 0, y: 0, width: A4.widthPt, height: A4.heightPt })
    }
    if (options.withText !== false) {
      LETTER_LINES.forEach((line, index) => {
        page.drawText(line, { x: LEFT_PT, y: FIRST_BASELINE_PT - index * LINE_PT, size: FONT_PT, font })
      })
    }
    if (options.rotate !== undefined) page.setRotation(degrees(options.rotate))
  }
  if (options.title !== undefined) document.setTitle(options.title)
  return document.save()
}

/** Where a line of the letter begins: left edge and baseline, in 0..1 of the upright page. */
export function lineStart(line: number): { x: number; y: number } {
  return { x: LEFT_PT / A4.widthPt, y: (A4.heightPt - FIRST_BASELINE_PT + line * LINE_PT) / A4.heightPt }
}

export interface ScanOptions {
  /** Clockwise turn of the paper on the scanner. */
  readonly turn?: 0 | 90 | 180 | 270
  /** Positive tilts lines down to the right. */
  readonly skewDegrees?: number
  readonly ppi?: number
}

/** The same letter as a scanner delivers it: on gray paper, tilted, turned. PNG for further packing. */
export async function makeScan({ turn = 0, skewDegrees = 0, ppi = 200 }: ScanOptions = {}): Promise<Sharp> {
  const letter = await drawLetter(ppi)
  const { widthPx, heightPx, channels } = letter
  const page = sharp(letter.data, { raw: { width: widthPx, height: heightPx, channels } }).removeAlpha()
  const tilted = await page.rotate(skewDegrees, { background: '#fff' }).png().toBuffer()
  const { width, height } = await sharp(tilted).metadata()
  const middle = { left: Math.floor((width - widthPx) / 2), top: Math.floor((height - heightPx) / 2) }
  const cut = await sharp(tilted)
    .extract({ ...middle, width: widthPx, height: heightPx })
    .png()
    .toBuffer()
  const turned = await sharp(cut).rotate(turn).linear(0.85, 20).png().toBuffer()
  return sharp(turned).toColourspace('b-w').withMetadata({ density: ppi })
}

async function drawLetter(ppi: number): Promise<PageRaster> {
  const path = join(tmpdir(), `poststelle-letter-${randomUUID()}.pdf`)
  await writeFile(path, await makePdf())
  const document = await createPdfSource().open(path)
  try {
    const page = await document.openPage(1)
    const pixels = (points: number): number => Math.round((points / 72) * ppi)
    return await page.draw({ widthPx: pixels(A4.widthPt), heightPx: pixels(A4.heightPt) })
  } finally {
    await document[Symbol.asyncDispose]()
    await rm(path)
  }
}
