import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { degrees, PDFDocument, PDFName, PDFNumber, StandardFonts } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { createPdfSource } from '../../src/adapters/pdfium/pdf-source.ts'
import { layerTurn, placeLayerWords } from '../../src/domain/recognition/layer-blocks.ts'
import type { Box, RecognizedPage } from '../../src/domain/recognition/page.ts'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import { seededRandom } from '../../test/support/seeded-random.ts'
import { percent } from './accuracy.ts'
import { LANGUAGES } from './product.ts'

const A4 = { widthPt: 595, heightPt: 842 }
const MIN_OVERLAP = 0.5
const FONTS = [StandardFonts.Helvetica, StandardFonts.TimesRoman, StandardFonts.Courier] as const
const WORDS =
  'Antrag Bescheid Straße Grundstück Frist Genehmigung über die Änderung der Öffnungszeiten im Rathaus Zimmer 214 am 15.03.2026 bis zum Übergang Gebühr 30,70 Euro wird gemäß Satzung erhoben bitte überweisen Sie den Betrag unter Angabe des Kassenzeichens Widerspruch innerhalb eines Monats schriftlich einlegen Sachbearbeiterin Frau Müller Telefon 0123 456789'.split(
    ' ',
  )

interface Case {
  readonly name: string
  readonly ppi: number
  /** Clockwise tilt of the paper in the scanner. */
  readonly skewDegrees?: number
  readonly turn?: 90 | 180 | 270
  /** As a page of a PDF with this /Rotate, with boxes that are offset and cropped, and with this user unit. */
  readonly pdf?: { readonly rotate?: number; readonly cropped?: boolean; readonly userUnit?: number }
}

const CASES: readonly Case[] = [
  { name: 'as it lies, 300 ppi', ppi: 300 },
  { name: 'as it lies, 200 ppi', ppi: 200 },
  { name: 'slanted by 0.7°', ppi: 300, skewDegrees: 0.7 },
  { name: 'slanted by -1.6°', ppi: 300, skewDegrees: -1.6 },
  { name: 'turned by 90°', ppi: 300, turn: 90 },
  { name: 'turned by 180°', ppi: 300, turn: 180 },
  { name: 'turned by 270°', ppi: 300, turn: 270 },
  { name: 'PDF, cropped', ppi: 300, pdf: { cropped: true } },
  { name: 'PDF, /Rotate 90, cropped', ppi: 300, pdf: { rotate: 90, cropped: true } },
  { name: 'PDF, /Rotate 270, slanted', ppi: 300, skewDegrees: 0.9, pdf: { rotate: 270 } },
  { name: 'PDF, /UserUnit 2', ppi: 300, pdf: { userUnit: 2 } },
  { name: 'PDF, /UserUnit 2.5, cropped, turned', ppi: 300, turn: 90, pdf: { userUnit: 2.5, cropped: true } },
]

interface PlacedText {
  readonly text: string
  readonly box: Box
}

export interface WordPlacesRow {
  readonly case: string
  readonly words: number
  /** The same word lies where it is printed. */
  readonly foundPercent: number
  /** Some word lies there. */
  readonly placedPercent: number
}

/** Letters whose words have known places, made into scans of all kinds; how many words `pdftotext -bbox` finds in place. */
export async function measureWordPlaces(reader: DocumentReader, folder: string): Promise<WordPlacesRow[]> {
  const rows: WordPlacesRow[] = []
  for (const [index, one] of CASES.entries()) {
    const letter = await makeLetter(join(folder, `letter-${index}.pdf`), index)
    const scan = await makeScan(letter.path, one, join(folder, `scan-${index}`))
    const found = await wordsOfCopy(reader, scan, join(folder, `copy-${index}.pdf`))
    const truth = letter.words.map(({ text, box }) => ({ text, box: tilted(box, one.skewDegrees ?? 0) }))
    rows.push({ case: one.name, ...countPlaces(truth, found) })
  }
  return rows
}

async function makeLetter(path: string, seed: number): Promise<{ path: string; words: PlacedText[] }> {
  const random = seededRandom(seed + 1)
  const document = await PDFDocument.create()
  const page = document.addPage([A4.widthPt, A4.heightPt])
  for (const [block, name] of FONTS.entries()) {
    const font = await document.embedFont(name)
    for (let line = 0; line < 12; line++) {
      const words = Array.from({ length: 8 }, () => WORDS[Math.floor(random() * WORDS.length)] ?? '')
      const size = 9 + ((block + line) % 4)
      while (font.widthOfTextAtSize(words.join(' '), size) > 440) words.pop()
      page.drawText(words.join(' '), { x: 75, y: 760 - block * 225 - line * 17, size, font })
    }
  }
  await writeFile(path, await document.save())
  await using source = createPdfSource()
  await using opened = await source.open(path)
  const { textLayer = { words: [] } } = await opened.openPage(1)
  return { path, words: placeLayerWords(textLayer, layerTurn(textLayer)) }
}

interface Scan {
  readonly path: string
  readonly mediaType: string
  readonly userUnit: number
}

async function makeScan(letterPath: string, one: Case, stem: string): Promise<Scan> {
  const { ppi, skewDegrees = 0, turn = 0, pdf } = one
  await using source = createPdfSource()
  await using document = await source.open(letterPath)
  const page = await document.openPage(1)
  const pixels = (points: number): number => Math.round((points / 72) * ppi)
  const [width, height] = [pixels(A4.widthPt), pixels(A4.heightPt)]
  const { data, channels } = await page.draw({ widthPx: width, heightPx: height })
  const tilt = await sharp(data, { raw: { width, height, channels } })
    .removeAlpha()
    .rotate(skewDegrees, { background: '#fff' })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true })
  const [left, top] = [(tilt.info.width - width) >> 1, (tilt.info.height - height) >> 1]
  const cut = await sharp(tilt.data)
    .extract({ left, top, width, height })
    .png({ compressionLevel: 1 })
    .toBuffer()
  const jpeg = await sharp(cut)
    .rotate(turn)
    .linear(0.85, 20)
    .grayscale()
    .withMetadata({ density: ppi })
    .jpeg({ quality: 70 })
    .toBuffer()
  if (pdf === undefined) {
    await writeFile(`${stem}.jpg`, jpeg)
    return { path: `${stem}.jpg`, mediaType: 'image/jpeg', userUnit: 1 }
  }
  await writeFile(`${stem}.pdf`, await scanAsPdf(jpeg, turn, pdf))
  return { path: `${stem}.pdf`, mediaType: 'application/pdf', userUnit: pdf.userUnit ?? 1 }
}

/** The picture fills the crop box, which lies inside of a larger media box that does not begin at the origin. */
async function scanAsPdf(
  jpeg: Uint8Array,
  turn: number,
  { rotate = 0, cropped = false, userUnit = 1 }: NonNullable<Case['pdf']>,
): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  // A page that is shown turned is stored turned back.
  const stored =
    rotate === 0
      ? jpeg
      : await sharp(jpeg)
          .rotate(360 - rotate)
          .jpeg({ quality: 80 })
          .toBuffer()
  const isLying = (turn + rotate) % 180 !== 0
  const [longPt, shortPt] = [A4.heightPt / userUnit, A4.widthPt / userUnit]
  const [width, height] = isLying ? [longPt, shortPt] : [shortPt, longPt]
  const [x, y] = cropped ? [-30, 55] : [0, 0]
  const page = document.addPage([width, height])
  if (cropped) {
    page.setMediaBox(x - 20, y - 10, width + 50, height + 30)
    page.setCropBox(x, y, width, height)
  }
  page.drawImage(await document.embedJpg(stored), { x, y, width, height })
  page.setRotation(degrees(rotate))
  if (userUnit !== 1) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(userUnit))
  return document.save()
}

async function wordsOfCopy(reader: DocumentReader, scan: Scan, targetPath: string): Promise<PlacedText[]> {
  const never = new AbortController().signal
  const { page } = await reader.readPage(scan, 1, { languages: LANGUAGES }, never)
  const request = { title: 'Brief', createdAt: '2026-11-22T00:00:00.000Z', pages: [page], targetPath }
  await reader.writeViewCopy(scan, request, never)
  // Sizes that the program names are those of the page before it is turned; places are those of the page as shown.
  await promisify(execFile)('pdftotext', ['-bbox', '-cropbox', targetPath, `${targetPath}.html`])
  return parseBoxes(await readFile(`${targetPath}.html`, 'utf8'), page, scan.userUnit)
}

/** The program counts in units of the page, whatever they measure. */
function parseBoxes(html: string, page: RecognizedPage, userUnit: number): PlacedText[] {
  const [widthPt, heightPt] = [page.widthPt / userUnit, page.heightPt / userUnit]
  const words = html.matchAll(
    /xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</gu,
  )
  return [...words].map(([, x0, y0, x1, y1, text = '']) => ({
    text,
    box: [Number(x0) / widthPt, Number(y0) / heightPt, Number(x1) / widthPt, Number(y1) / heightPt],
  }))
}

/** The upright box around a word on paper that was tilted clockwise around its middle. */
function tilted([x0, y0, x1, y1]: Box, skewDegrees: number): Box {
  const angle = (skewDegrees * Math.PI) / 180
  const corners = [x0, x1].flatMap((x) =>
    [y0, y1].map((y) => {
      const [dx, dy] = [(x - 0.5) * A4.widthPt, (y - 0.5) * A4.heightPt]
      return {
        x: 0.5 + (dx * Math.cos(angle) - dy * Math.sin(angle)) / A4.widthPt,
        y: 0.5 + (dx * Math.sin(angle) + dy * Math.cos(angle)) / A4.heightPt,
      }
    }),
  )
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function countPlaces(
  truth: readonly PlacedText[],
  found: readonly PlacedText[],
): Omit<WordPlacesRow, 'case'> {
  const there = truth.map(({ text, box }) => {
    const inPlace = found.filter((other) => overlap(box, other.box) >= MIN_OVERLAP)
    return { placed: inPlace.length > 0, found: inPlace.some((other) => other.text === text) }
  })
  return {
    words: truth.length,
    foundPercent: percent(there.filter((word) => word.found).length, truth.length),
    placedPercent: percent(there.filter((word) => word.placed).length, truth.length),
  }
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  const area = (box: Box): number => (box[2] - box[0]) * (box[3] - box[1])
  return (width * height) / (area(a) + area(b) - width * height)
}
