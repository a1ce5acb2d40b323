import { expect } from 'chai'
import { editDistance } from '../../../../src/domain/retrieval/edit-distance.ts'

describe('editDistance', function () {
  const cases: [left: string, right: string, distance: number][] = [
    ['mahnung', 'mahnung', 0],
    ['mahnung', 'wahnung', 1],
    ['mahnung', 'mahnng', 1],
    ['mahnung', 'mahhnung', 1],
    ['mahnung', 'mhanung', 1],
    ['mahnung', 'ahnun', 2],
    ['', 'ab', 2],
    ['mahnung', 'bescheid', 3],
  ]
  for (const [left, right, distance] of cases) {
    it(`takes ${distance} of at most 2 from ${left} to ${right}, and as many back`, function () {
      expect(editDistance(left, right, 2)).to.equal(distance)
      expect(editDistance(right, left, 2)).to.equal(distance)
    })
  }
})
