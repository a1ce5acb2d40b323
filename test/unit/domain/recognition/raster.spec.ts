import { expect } from 'chai'
import { cut, histogram, levelFromWhite, shrink } from '../../../../src/domain/recognition/raster.ts'
import { drawnPage } from './drawn-page.ts'

describe('shrink', function () {
  it('averages whole squares and drops the rest', function () {
    const page = drawnPage(5, 4, 100).bar(0, 0, 1, 2, 0)
    const small = shrink(page, 2)
    expect([small.widthPx, small.heightPx]).to.deep.equal([2, 2])
    expect([...small.data]).to.deep.equal([50, 100, 100, 100])
  })
})

describe('cut', function () {
  it('gives the part alone', function () {
    const raster = { widthPx: 3, heightPx: 3, data: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]) }
    expect(cut(raster, { left: 1, top: 0, right: 3, bottom: 2 })).to.deep.equal({
      widthPx: 2,
      heightPx: 2,
      data: Uint8Array.from([2, 3, 5, 6]),
    })
  })
})

describe('histogram', function () {
  it('counts levels, all or every n-th', function () {
    const data = Uint8Array.from([0, 255, 255, 7])
    expect(histogram(data)[255]).to.equal(2)
    expect(histogram(data, 2)[255]).to.equal(1)
    expect(histogram(data, 2)[0]).to.equal(1)
  })
})

describe('levelFromWhite', function () {
  const counts = histogram(Uint8Array.from([10, 20, 20, 200]))
  const cases = [
    { share: 0.1, level: 200 },
    { share: 0.5, level: 20 },
    { share: 0.9, level: 10 },
    { share: 1, level: 0 },
  ]
  for (const { share, level } of cases) {
    it(`reaches ${level} after ${share * 100} % of the pixels`, function () {
      expect(levelFromWhite(counts, share)).to.equal(level)
    })
  }
})
