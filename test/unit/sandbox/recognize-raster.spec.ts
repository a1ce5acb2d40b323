import { expect } from 'chai'
import type { GrayRaster } from '../../../src/domain/recognition/raster.ts'
import type { TextRecognizer } from '../../../src/ports/text-recognizer.ts'
import { recognizeRaster } from '../../../src/sandbox/recognize-raster.ts'
import { drawnPage } from '../domain/recognition/drawn-page.ts'

/** A sheet with lines of print, tilted away from the camera, on a dark table; A4 at 72 ppi. */
const CORNERS: readonly (readonly [number, number])[] = [
  [70, 60],
  [525, 40],
  [560, 800],
  [40, 780],
]

function photo(): GrayRaster {
  const page = drawnPage(595, 842, 60)
  const isInside = (x: number, y: number): boolean =>
    CORNERS.every(([ax, ay], index) => {
      const [bx, by] = CORNERS[(index + 1) % CORNERS.length] ?? [0, 0]
      return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0
    })
  for (let y = 0; y < page.heightPx; y++) {
    for (let x = 0; x < page.widthPx; x++) if (isInside(x, y)) page.bar(x, y, 1, 1, 205)
  }
  for (let y = 150; y < 700; y += 14) for (let x = 120; x < 470; x += 9) page.bar(x, y, 5, 6, 40)
  return page
}

/** Finds one word that fills the raster, and keeps what it was given. */
function recognizer(seen: GrayRaster[]): TextRecognizer {
  return {
    engine: 'test',
    availableLanguages: (asked) => asked,
    hasBetterModel: () => false,
    async recognize(page) {
      seen.push(page)
      const box = { left: 0, top: 0, right: page.widthPx, bottom: page.heightPx }
      return [{ text: 'Bescheid', confidence: 0.95, block: 1, line: 1, box }]
    },
    async detectTurn() {
      return undefined
    },
    async [Symbol.asyncDispose]() {
      // Nothing is held.
    },
  }
}

describe('The photo of a letter', function () {
  it('is read flat and white, with places on the photo', async function () {
    const seen: GrayRaster[] = []
    const { words, blank } = await recognizeRaster(recognizer(seen), {
      page: photo(),
      ppi: 72,
      languages: ['deu'],
    })
    const flat = seen[0] ?? expect.fail('nothing was read')
    expect(flat.heightPx / flat.widthPx).to.be.closeTo(Math.SQRT2, 0.02)
    const upper = flat.data.subarray(0, flat.widthPx * 20)
    expect(upper.filter((level) => level === 255).length).to.be.above(upper.length * 0.95)
    expect(blank).to.equal(false)
    const [left, top, right, bottom] = words[0]?.box ?? [0, 0, 0, 0]
    // The sheet on the photo, and not the photo.
    expect(left * 595).to.be.closeTo(40, 6)
    expect(top * 842).to.be.closeTo(40, 6)
    expect(right * 595).to.be.closeTo(560, 6)
    expect(bottom * 842).to.be.closeTo(800, 6)
  })
})

describe('A form with a gray field', function () {
  it('is read with black print on white', async function () {
    const seen: GrayRaster[] = []
    const page = drawnPage(800, 1100, 255).bar(100, 100, 600, 120, 178)
    for (let x = 120; x < 660; x += 11) page.bar(x, 130, 3, 20, 0).bar(x, 600, 3, 20, 0)
    await recognizeRaster(recognizer(seen), { page, ppi: 200, languages: ['deu'] })
    const { data } = seen[0] ?? expect.fail('nothing was read')
    expect([...new Set(data)].sort()).to.deep.equal([0, 255])
  })
})
