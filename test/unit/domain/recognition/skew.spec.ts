import { expect } from 'chai'
import { estimateSkew, isWorthStraightening, straighten } from '../../../../src/domain/recognition/skew.ts'
import { drawnPage, textPage } from './drawn-page.ts'

describe('estimateSkew', function () {
  for (const degrees of [-4, -1.2, -0.3, 0, 0.5, 2, 5]) {
    it(`finds lines that fall by ${degrees}°`, function () {
      const skew = estimateSkew(textPage(degrees), 100)
      expect(skew.degrees).to.be.closeTo(degrees, 0.1)
      expect(skew.score).to.be.above(1.8)
    })
  }

  it('says nothing about a page with hardly any ink', function () {
    expect(estimateSkew(drawnPage(800, 1100).bar(100, 100, 20, 5), 100)).to.deep.equal({
      degrees: 0,
      score: 0,
    })
  })
})

describe('isWorthStraightening', function () {
  const cases = [
    { skew: { degrees: 1, score: 3 }, worth: true },
    { skew: { degrees: -5.4, score: 3 }, worth: true },
    { skew: { degrees: 0.1, score: 3 }, worth: false },
    { skew: { degrees: 5.5, score: 3 }, worth: false },
    { skew: { degrees: 1, score: 1.8 }, worth: false },
  ]
  for (const { skew, worth } of cases) {
    it(`says ${String(worth)} for ${skew.degrees}° with a score of ${skew.score}`, function () {
      expect(isWorthStraightening(skew)).to.equal(worth)
    })
  }
})

describe('straighten', function () {
  it('brings a tilted page back to level', function () {
    expect(estimateSkew(straighten(textPage(2), 2), 100).degrees).to.be.closeTo(0, 0.1)
  })

  it('fills the corners that were not on the page with white', function () {
    const straight = straighten(drawnPage(200, 200, 0), 5)
    expect(straight.data[0]).to.equal(255)
    expect(straight.data[100 * 200 + 100]).to.equal(0)
  })
})
