import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import sharp, { type Sharp } from 'sharp'
import { createPdfSource } from '../../../src/adapters/pdfium/pdf-source.ts'
import { jpegFacts } from '../../../src/web/features/citizen/photos/jpeg.ts'
import {
  photoFaults,
  sharpnessOf,
  type GreyPicture,
} from '../../../src/web/features/citizen/photos/photo-check.ts'
import { fitsPdf, photoPdf, type PhotoPage } from '../../../src/web/features/citizen/photos/photo-pdf.ts'

const SIZE = { width: 700, height: 1_000 }
const TEXT = `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="1000"><rect x="60" y="60" width="580" height="880" fill="#f4f4f0"/>${Array.from(
  { length: 24 },
  (_, row) =>
    `<text x="100" y="${140 + row * 32}" font-size="20" fill="#222">Lohnzettel fuer den Monat Mai 2026, Zeile ${row}</text>`,
).join('')}</svg>`

/** A sheet on a dark table. */
function aPhoto() {
  return sharp({ create: { ...SIZE, channels: 3, background: '#3a3228' } }).composite([
    { input: Buffer.from(TEXT) },
  ])
}

async function jpegOf(orientation?: number, colour = true): Promise<Uint8Array<ArrayBuffer>> {
  const picture = sharp(await aPhoto().png().toBuffer())
  const noted = orientation === undefined ? picture : picture.withMetadata({ orientation })
  return Uint8Array.from(await (colour ? noted : noted.greyscale()).jpeg().toBuffer())
}

async function greyOf(change: (picture: Sharp) => Sharp): Promise<GreyPicture> {
  const picture = change(sharp(await aPhoto().png().toBuffer()))
  const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, luma: Uint8Array.from(data) }
}

describe('a JPEG of a telephone', function () {
  for (const [orientation, turnedBy] of [
    [undefined, 0],
    [1, 0],
    [3, 180],
    [6, 90],
    [8, 270],
    [5, undefined],
  ] as const) {
    it(`with the orientation ${orientation} is turned by ${turnedBy}`, async function () {
      const facts = jpegFacts(await jpegOf(orientation))
      expect(facts).to.deep.equal({ widthPx: 700, heightPx: 1_000, components: 3, turnedBy })
      expect(facts !== undefined && fitsPdf(facts)).to.equal(turnedBy !== undefined)
    })
  }

  it('is told from what is none, or is cut short', async function () {
    const jpeg = await jpegOf(6)
    const others = [new Uint8Array(), new TextEncoder().encode('%PDF-1.7 and more of it'), jpeg.slice(0, 60)]
    for (const bytes of others) expect(jpegFacts(bytes)).to.equal(undefined)
  })
})

describe('photos in one PDF', function () {
  this.timeout(30_000)

  it('are pages in their order, turned, and hold the bytes of the camera', async function () {
    const pages: PhotoPage[] = []
    for (const [bytes, turn] of [
      [await jpegOf(), 0],
      [await jpegOf(undefined, false), 90],
    ] as const) {
      const facts = jpegFacts(bytes)
      if (facts === undefined) throw new Error('This is no JPEG.')
      pages.push({ bytes, facts, turn })
    }
    const pdf = Buffer.from(await photoPdf(pages).arrayBuffer())
    for (const { bytes } of pages) expect(pdf.includes(Buffer.from(bytes))).to.equal(true)
    const folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
    await writeFile(join(folder, 'photos.pdf'), pdf)
    const source = createPdfSource()
    const document = await source.open(join(folder, 'photos.pdf'))
    expect(document.pageCount).to.equal(2)
    const first = await document.openPage(1)
    const second = await document.openPage(2)
    expect([first.widthPt < first.heightPt, second.widthPt < second.heightPt]).to.deep.equal([true, false])
    const { data } = await second.draw({ widthPx: 100, heightPx: 70 })
    // The sheet in the middle is bright, the table at the edge is not.
    const middle = data[(35 * 100 + 50) * (data.length / 7_000)] ?? 0
    expect(middle).to.be.greaterThan((data[0] ?? 255) + 60)
    await document[Symbol.asyncDispose]()
    await source[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })
})

describe('a look at a photo', function () {
  it('finds nothing in one that can be read', async function () {
    expect(photoFaults(await greyOf((picture) => picture))).to.deep.equal([])
  })

  it('sees that it is blurred, and by how much', async function () {
    const blurred = await greyOf((picture) => picture.blur(5))
    expect(photoFaults(blurred)).to.deep.equal(['blurred'])
    expect(sharpnessOf(blurred)).to.be.lessThan(sharpnessOf(await greyOf((picture) => picture)) / 10)
  })

  it('sees that it is too dark', async function () {
    expect(photoFaults(await greyOf((picture) => picture.linear(0.2, 0)))).to.include('dark')
  })

  it('sees that an edge of the sheet is outside, and asks for no edge where the sheet fills all', async function () {
    const cut = await greyOf((picture) => picture.extract({ left: 100, top: 0, width: 600, height: 1_000 }))
    expect(photoFaults(cut)).to.deep.equal(['cut-off'])
    const full = await greyOf((picture) => picture.extract({ left: 80, top: 80, width: 540, height: 840 }))
    expect(photoFaults(full)).to.deep.equal([])
  })
})
