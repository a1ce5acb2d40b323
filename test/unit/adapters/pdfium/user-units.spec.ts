import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFNumber, StandardFonts } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { readUserUnits } from '../../../../src/adapters/pdf-lib/user-units.ts'
import { createPdfSource } from '../../../../src/adapters/pdfium/pdf-source.ts'

/** Pages of 200 × 300 units with a picture of 100 × 150 units and 400 × 600 pixels; each with its unit in points. */
async function plan(units: readonly (number | undefined)[]): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  const pixels = document.context.flateStream(new Uint8Array(400 * 600).fill(200), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 400,
    Height: 600,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 8,
  })
  const picture = document.context.register(pixels)
  for (const unit of units) {
    const page = document.addPage([200, 300])
    page.node.setXObject(PDFName.of('Picture'), picture)
    page.node.addContentStream(
      document.context.register(document.context.stream('q 100 0 0 150 0 0 cm /Picture Do Q')),
    )
    page.drawText('Lageplan', { x: 20, y: 270, size: 12, font })
    if (unit !== undefined) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(unit))
  }
  return document.save()
}

describe('Pages with a unit of their own', () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-units-'))
  })

  after(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  async function sizesOf(units: readonly (number | undefined)[]): Promise<unknown[]> {
    const path = join(folder, `${units.join('-')}.pdf`)
    await writeFile(path, await plan(units))
    await using source = createPdfSource({ readUserUnits })
    await using document = await source.open(path)
    const sizes: unknown[] = []
    for (let number = 1; number <= units.length; number++) {
      const { widthPt, heightPt, nativePpi, textLayer } = await document.openPage(number)
      const [, top = 0] = textLayer?.words[0]?.box ?? []
      sizes.push([widthPt, heightPt, Math.round(nativePpi ?? 0), top < 0.1])
    }
    return sizes
  }

  it('have their true size and resolution', async () => {
    expect(await sizesOf([undefined, 3])).to.deep.equal([
      [200, 300, 288, true],
      [600, 900, 96, true],
    ])
  })

  it('are never larger than paper can be', async () => {
    expect(await sizesOf([1e9])).to.deep.equal([[9600, 14_400, 6, true]])
  })

  it('measure in points where the file cannot be rewritten', async () => {
    expect([...(await readUserUnits(new Uint8Array([1, 2, 3])))]).to.deep.equal([])
  })
})
