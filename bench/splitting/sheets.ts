import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { createSheetPageWriter } from '../../src/adapters/pdf-lib/sheet-pages.ts'
import { createPdfSource } from '../../src/adapters/pdfium/pdf-source.ts'
import { createImageCodec } from '../../src/adapters/sharp/image-codec.ts'
import { createBarcodeReader } from '../../src/adapters/zxing/barcode-reader.ts'
import { createQrCodeWriter } from '../../src/adapters/zxing/qr-code-writer.ts'
import type { PageRaster } from '../../src/domain/recognition/raster.ts'
import { unreadPlaces } from '../../src/domain/recognition/unread-codes.ts'
import { printableSheet } from '../../src/domain/stacks/printable-sheet.ts'
import { proposeSplit } from '../../src/domain/stacks/propose-split.ts'
import { readCodes } from '../../src/sandbox/read-codes.ts'
import { readItems } from '../understanding/corpus.ts'
import { createPen } from './draw-page.ts'

/** A4 as a scanner for the mailroom delivers it. */
const PPI = 200
const PAGE = { width: 1654, height: 2339 }
const WHITE = { r: 255, g: 255, b: 255 }
/** Pictures of codes are put into the middle of a page, this wide at most. */
const CODE_WIDTH_PX = 700

type Damage = (page: Sharp) => Sharp

const DAMAGES: Readonly<Record<string, Damage>> = {
  'as it is': (page) => page,
  'turned by 90°': (page) => page.rotate(90),
  'upside down': (page) => page.rotate(180),
  'leaning by 4°': (page) => page.rotate(4, { background: WHITE }),
  'leaning by 15°': (page) => page.rotate(15, { background: WHITE }),
  fuzzy: (page) => page.blur(3),
  'very fuzzy': (page) => page.blur(9),
  pale: (page) => page.linear(0.25, 180),
  stretched: (page) => page.resize({ width: PAGE.width, height: 1400, fit: 'fill' }),
  'upper half': (page) => page.extract({ left: 0, top: 0, width: PAGE.width, height: 1169 }),
  'left half': (page) => page.extract({ left: 0, top: 0, width: PAGE.width / 2, height: PAGE.height }),
  'a quarter': (page) => page.extract({ left: 0, top: 0, width: PAGE.width / 2, height: 1169 }),
}

interface Tally {
  /** A sheet parts the stack; another code is left on its page. */
  right: number
  /** Shown to a person. */
  asked: number
  /** A sheet is taken for a page of a letter, or another code for a sheet, and nobody is asked. */
  silent: number
}

/** Sheets of ours and pictures of other codes, damaged, between two pages of a letter: is anything merged silently? */
export async function measureSheets(corpusDir: string | undefined): Promise<Record<string, Tally>> {
  const tallies: Record<string, Tally> = {}
  const codec = createImageCodec()
  const barcodes = createBarcodeReader()
  const look = async (name: string, page: PageRaster, isSheet: boolean): Promise<void> => {
    for (const [damageName, damage] of Object.entries(DAMAGES)) {
      const verdict = outcomeOf(
        await readCodes({ codec, barcodes }, await damaged(page, damage), PPI),
        isSheet,
      )
      const tally = (tallies[`${name}, ${damageName}`] ??= { right: 0, asked: 0, silent: 0 })
      tally[verdict] += 1
    }
  }
  for (const page of await ownSheets()) await look('own sheets', page, true)
  for (const page of await corpusPages(corpusDir)) await look('other codes', page, false)
  for (const [name, { right, asked, silent }] of Object.entries(tallies))
    process.stdout.write(
      `${name.padEnd(30)} ${right} ${name.startsWith('own') ? 'read' : 'left as pages'}, ${asked} shown to a person, ${silent} silent\n`,
    )
  return tallies
}

type Codes = Awaited<ReturnType<typeof readCodes>>

/** With a few words on the page, so that it is not shown only because nothing could be read on it. */
function outcomeOf({ barcodes, places }: Codes, isSheet: boolean): keyof Tally {
  const pen = createPen(() => 0.5, 0)
  pen.line('Diese wenigen Worte stehen noch auf der Seite', 60, 800, 10)
  const empty = pen.page(2)
  const unreadCodes = unreadPlaces(places, barcodes, [])
  const looked = { ...empty, blank: false, barcodes, ...(unreadCodes.length === 0 ? {} : { unreadCodes }) }
  const letter = (number: number) => ({ ...empty, blank: false, number })
  // A question about the words of the page would hide that nobody saw the sheet.
  const plan = proposeSplit([letter(1), looked, letter(3)], { byContent: false })
  if (plan.stops.some(({ page }) => page === 2)) return 'asked'
  return (plan.pages[1]?.role === 'separator') === isSheet ? 'right' : 'silent'
}

async function ownSheets(): Promise<PageRaster[]> {
  const cover = { unit: '33.2', documentType: 'widerspruch', level: 'strict' } as const
  const sheets = [
    printableSheet({}, {}),
    printableSheet(cover, { unit: '33.2 Bürgerbüro', level: 'Streng vertraulich' }),
  ]
  const folder = await mkdtemp(join(tmpdir(), 'poststelle-bench-'))
  const source = createPdfSource()
  try {
    const rasters: PageRaster[] = []
    for (const [index, sheet] of sheets.entries()) {
      const path = join(folder, `${index}.pdf`)
      const code = await createQrCodeWriter().modules(sheet.code)
      await writeFile(path, await createSheetPageWriter().sheetsOf(sheet, code, 1))
      await using document = await source.open(path)
      rasters.push(await (await document.openPage(1)).draw({ widthPx: PAGE.width, heightPx: PAGE.height }))
    }
    return rasters
  } finally {
    await source[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
}

async function corpusPages(corpusDir: string | undefined): Promise<PageRaster[]> {
  const set = 'barcodes_zxing'
  const items = corpusDir === undefined ? undefined : readItems(corpusDir, set)
  if (corpusDir === undefined || items === undefined) {
    process.stdout.write(`splitting: no set ${set}, own sheets only\n`)
    return []
  }
  return Promise.all(
    items.map(async ({ file }) => {
      const code = await sharp(join(corpusDir, set, file ?? ''))
        .flatten({ background: WHITE })
        .resize({ width: CODE_WIDTH_PX, height: CODE_WIDTH_PX, fit: 'inside', kernel: 'nearest' })
        .png()
        .toBuffer()
      const page = sharp({ create: { ...PAGE, channels: 3, background: WHITE } }).composite([{ input: code }])
      return rasterOf(sharp(await page.png().toBuffer()))
    }),
  )
}

async function damaged(page: PageRaster, damage: Damage): Promise<PageRaster> {
  const { widthPx: width, heightPx: height, channels, data } = page
  const picture = sharp(data, { raw: { width, height, channels } }).flatten({ background: WHITE })
  return rasterOf(sharp(await damage(picture).png().toBuffer()))
}

async function rasterOf(picture: Sharp): Promise<PageRaster> {
  const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, channels: 1, data }
}
