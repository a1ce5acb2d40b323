import { expect } from 'chai'
import {
  boxInPixels,
  boxOnPage,
  lineOfPlaces,
  wordPlace,
} from '../../../../src/domain/recognition/geometry.ts'

const PAGE = { widthPx: 1000, heightPx: 2000 }
const POINTS = { widthPt: 500, heightPt: 1000 }

describe('boxOnPage', function () {
  it('only scales on a page that was not straightened', function () {
    const box = boxOnPage({ left: 100, top: 200, right: 300, bottom: 240 }, PAGE, 0)
    expect(box).to.deep.equal([0.1, 0.1, 0.3, 0.12])
  })

  it('turns the middle back around the centre of the page', function () {
    const box = boxOnPage({ left: 890, top: 990, right: 910, bottom: 1010 }, PAGE, 2)
    // 400 px right of the centre, at 2° that is 400 · sin 2° = 13.96 px lower.
    expect(((box[1] + box[3]) / 2) * PAGE.heightPx).to.be.closeTo(1013.96, 0.01)
    expect(((box[0] + box[2]) / 2) * PAGE.widthPx).to.be.closeTo(899.76, 0.01)
  })

  it('never leaves the page', function () {
    const box = boxOnPage({ left: -50, top: -20, right: 1200, bottom: 2100 }, PAGE, 1)
    expect(box).to.deep.equal([0, 0, 1, 1])
  })
})

describe('wordPlace', function () {
  for (const skewDegrees of [-5, -1.5, 0, 0.7, 4]) {
    it(`finds the size of a word in its box on a page tilted by ${skewDegrees}°`, function () {
      const box = boxOnPage({ left: 400, top: 900, right: 560, bottom: 930 }, PAGE, skewDegrees)
      const place = wordPlace(box, POINTS, skewDegrees)
      expect(place.widthPt).to.be.closeTo(80, 0.001)
      expect(place.heightPt).to.be.closeTo(15, 0.001)
      expect(place.centreXPt).to.be.closeTo(((box[0] + box[2]) / 2) * POINTS.widthPt, 0.001)
    })
  }

  it('gives no negative size for a box that no such word can have', function () {
    expect(wordPlace([0.5, 0.5, 0.6, 0.5001], POINTS, 5).heightPt).to.equal(0)
  })
})

describe('lineOfPlaces', function () {
  const word = [0.1, 0.1, 0.2, 0.12] as const
  const dash = [0.22, 0.111, 0.23, 0.112] as const
  const comma = [0.35, 0.117, 0.352, 0.123] as const

  it('gives dashes and commas the height and place of their line', function () {
    const places = lineOfPlaces([word, dash, word, comma], POINTS, 0)
    expect(places.map((place) => place.heightPt)).to.satisfy((heights: number[]) =>
      heights.every((height) => Math.abs(height - 20) < 0.001),
    )
    expect(places.map((place) => Math.round(place.centreYPt))).to.deep.equal([110, 110, 110, 110])
    expect(places[1]?.widthPt).to.be.closeTo(5, 0.001)
  })

  it('keeps a line of nothing but dashes as it is, and an empty one empty', function () {
    expect(lineOfPlaces([dash], POINTS, 0)[0]?.heightPt).to.be.closeTo(1, 0.001)
    expect(lineOfPlaces([], POINTS, 1)).to.deep.equal([])
  })
})

describe('boxInPixels', function () {
  it('rounds outwards', function () {
    expect(boxInPixels([0.1004, 0.1, 0.2001, 0.2], PAGE)).to.deep.equal({
      left: 100,
      top: 200,
      right: 201,
      bottom: 400,
    })
  })
})
