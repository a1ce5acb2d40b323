import { expect } from 'chai'
import { stackLines } from '../../../../src/domain/recognition/line-strips.ts'
import { drawnPage } from './drawn-page.ts'

describe('stackLines', function () {
  const page = drawnPage(400, 300).bar(50, 40, 100, 20).bar(200, 200, 150, 30, 90)
  const lines = [
    { left: 200, top: 200, right: 350, bottom: 230 },
    { left: 50, top: 40, right: 150, bottom: 60 },
  ]

  it('puts the lines below each other in the order given, with white between them', function () {
    const { raster } = stackLines(page, lines)
    const dark = Array.from({ length: raster.heightPx }, (_, y) =>
      raster.data
        .subarray(y * raster.widthPx, (y + 1) * raster.widthPx)
        .reduce((sum, level) => sum + (level < 255 ? 1 : 0), 0),
    )
    const runs = dark
      .join(' ')
      .split(/(?:\b0\b ?)+/u)
      .filter((run) => run !== '')
    expect(runs.map((run) => new Set(run.trim().split(' ')))).to.deep.equal([
      new Set(['150']),
      new Set(['100']),
    ])
  })

  it('leaves out what would make the stack higher than the engine reads', function () {
    const tall = drawnPage(100, 1500)
    const line = { left: 10, top: 0, right: 90, bottom: 1400 }
    const { raster } = stackLines(
      tall,
      Array.from({ length: 40 }, () => line),
    )
    expect(raster.heightPx).to.be.within(14_000, 16_020)
  })

  it('tells where on the page a box of the strips lies', function () {
    const { raster, toPage } = stackLines(page, lines)
    const firstDark = raster.data.findIndex((level) => level === 0)
    const [left, top] = [firstDark % raster.widthPx, Math.floor(firstDark / raster.widthPx)]
    expect(toPage({ left, top, right: left + 10, bottom: top + 20 })).to.deep.equal({
      left: 50,
      top: 40,
      right: 60,
      bottom: 60,
    })
  })

  it('knows no place for what lies between strips', function () {
    expect(stackLines(page, lines).toPage({ left: 0, top: 0, right: 5, bottom: 4 })).to.equal(undefined)
  })

  it('does not reach over the edge of the page', function () {
    const { raster } = stackLines(page, [{ left: 0, top: 0, right: 400, bottom: 300 }])
    expect([raster.widthPx, raster.heightPx]).to.deep.equal([440, 340])
  })
})
