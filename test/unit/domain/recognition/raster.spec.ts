import { expect } from 'chai'
import { histogram, levelFromWhite, shrink } from '../../../../src/domain/recognition/raster.ts'
import { drawnPage } from './drawn-page.ts'

describe('shrink', function () {
  it('averages whole squares and drops the rest', function () {
    const page = drawnPage(5, 4, 100).bar(0, 0, 1, 2, 0)
    const small = shrink(page, 2)
    expect([small.widthPx, small.heightPx]).to.deep.equal([2, 2])
    expect([...small.data]).to.deep.equal([50, 100, 100, 100])
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
