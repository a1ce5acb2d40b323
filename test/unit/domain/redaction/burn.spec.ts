import { expect } from 'chai'
import type { GrayRaster, PageRaster } from '../../../../src/domain/recognition/raster.ts'
import { burn, hasInk, isBlack, pixelArea } from '../../../../src/domain/redaction/burn.ts'

function raster(channels: 1 | 3 | 4, level = 255): PageRaster {
  return { widthPx: 10, heightPx: 10, channels, data: new Uint8Array(100 * channels).fill(level) }
}

function gray(widthPx: number, heightPx: number, level: number): GrayRaster {
  return { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx).fill(level) }
}

describe('burn', function () {
  for (const channels of [1, 3, 4] as const) {
    it(`makes all pixels of a place black and no other, with ${channels} channels`, function () {
      const before = raster(channels)
      const { data } = burn(before, [[0.25, 0.5, 0.52, 0.6]])
      const lightOf = (x: number, y: number): number[] => {
        const start = (y * 10 + x) * channels
        return [...data.subarray(start, start + Math.min(3, channels))]
      }
      for (let y = 0; y < 10; y += 1) {
        for (let x = 0; x < 10; x += 1) {
          const isBurnt = x >= 2 && x <= 5 && y === 5
          expect(lightOf(x, y), `${x} ${y}`).to.deep.equal(lightOf(0, 0).map(() => (isBurnt ? 0 : 255)))
        }
      }
      expect(
        before.data.every((level) => level === 255),
        'the page itself stays',
      ).to.equal(true)
      const alphas = channels === 4 ? data.filter((_level, index) => index % 4 === 3) : []
      expect([...alphas].every((alpha) => alpha === 255)).to.equal(true)
    })
  }

  it('keeps within the page', function () {
    expect(pixelArea([-1, -1, 2, 2], { widthPx: 10, heightPx: 20 })).to.deep.equal({
      left: 0,
      top: 0,
      right: 10,
      bottom: 20,
    })
  })
})

describe('isBlack', function () {
  it('says so of what was burnt, be its edge gray', function () {
    const page = gray(100, 100, 20)
    for (let x = 0; x < 100; x += 1) page.data[x] = 255
    expect(isBlack(page, [0, 0, 1, 1])).to.equal(true)
  })

  it('does not of a place with a letter in it', function () {
    const page = gray(100, 100, 0)
    for (let y = 40; y < 60; y += 1) page.data.fill(200, y * 100 + 40, y * 100 + 45)
    expect(isBlack(page, [0, 0, 1, 1])).to.equal(false)
    expect(isBlack(page, [0, 0, 0.3, 0.3])).to.equal(true)
  })

  it('looks into places that are nothing but edge', function () {
    expect(isBlack(gray(100, 100, 255), [0.5, 0.5, 0.52, 0.52])).to.equal(false)
  })
})

describe('hasInk', function () {
  it('tells letters that can be seen from those that cannot', function () {
    const page = gray(10, 10, 255)
    expect(hasInk(page, [[0, 0, 1, 1]])).to.equal(false)
    page.data.fill(230, 0, 5)
    expect(hasInk(page, [[0, 0, 1, 1]]), 'a shade of gray').to.equal(false)
    page.data[55] = 0
    expect(hasInk(page, [[0, 0, 1, 1]])).to.equal(true)
    expect(hasInk(page, [[0.8, 0.8, 1, 1]]), 'elsewhere').to.equal(false)
  })
})
