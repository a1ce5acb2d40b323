import { expect } from 'chai'
import type { QuarterTurn } from '../../../../src/domain/recognition/page.ts'
import { addTurns, turnBox, turnRaster } from '../../../../src/domain/recognition/turn.ts'

const TURNS: QuarterTurn[] = [0, 90, 180, 270]

describe('addTurns', function () {
  const cases = [
    { first: 0, second: 0, sum: 0 },
    { first: 270, second: 180, sum: 90 },
    { first: 90, second: -180, sum: 270 },
    { first: 0, second: -360, sum: 0 },
    { first: 0, second: 45, sum: 0 },
  ]
  for (const { first, second, sum } of cases) {
    it(`folds ${first}° + ${second}° to ${sum}°`, function () {
      expect(addTurns(first, second)).to.equal(sum)
    })
  }
})

describe('turnRaster', function () {
  // 1 2 3
  // 4 5 6
  const page = { widthPx: 3, heightPx: 2, data: Uint8Array.from([1, 2, 3, 4, 5, 6]) }
  const cases: { turn: QuarterTurn; widthPx: number; data: number[] }[] = [
    { turn: 0, widthPx: 3, data: [1, 2, 3, 4, 5, 6] },
    { turn: 90, widthPx: 2, data: [4, 1, 5, 2, 6, 3] },
    { turn: 180, widthPx: 3, data: [6, 5, 4, 3, 2, 1] },
    { turn: 270, widthPx: 2, data: [3, 6, 2, 5, 1, 4] },
  ]
  for (const { turn, widthPx, data } of cases) {
    it(`turns pixels clockwise by ${turn}°`, function () {
      const turned = turnRaster(page, turn)
      expect(turned.widthPx).to.equal(widthPx)
      expect([...turned.data]).to.deep.equal(data)
    })
  }
})

describe('turnBox', function () {
  it('moves a box like the pixels under it', function () {
    // The pixel with 2 of the raster above: middle column, upper row.
    expect(turnBox([1 / 3, 0, 2 / 3, 1 / 2], 90)).to.deep.equal([1 / 2, 1 / 3, 1, 2 / 3])
    expect(turnBox([0.1, 0.2, 0.3, 0.5], 180)).to.deep.equal([0.7, 0.5, 0.9, 0.8])
    expect(turnBox([0, 0, 0.25, 0.5], 270)).to.deep.equal([0, 0.75, 0.5, 1])
  })

  for (const turn of TURNS) {
    it(`comes back after ${turn}° and its complement`, function () {
      const box = [0.125, 0.25, 0.5, 0.625] as const
      expect(turnBox(turnBox(box, turn), addTurns(0, -turn))).to.deep.equal(box)
    })
  }
})
