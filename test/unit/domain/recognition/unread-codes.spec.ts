import { expect } from 'chai'
import { inkMap } from '../../../../src/domain/recognition/bar-runs.ts'
import type { Box } from '../../../../src/domain/recognition/page.ts'
import type { GrayRaster } from '../../../../src/domain/recognition/raster.ts'
import { findBars, unreadPlaces } from '../../../../src/domain/recognition/unread-codes.ts'
import { seededRandom } from '../../../support/seeded-random.ts'
import { textPage, type DrawnPage } from './drawn-page.ts'
import { barsAt, emptySheet, fuzzy, leaning, SHEET } from './drawn-sheet.ts'

function placesOn(page: GrayRaster, ppi = SHEET.ppi): Box[] {
  const map = inkMap(page, ppi)
  return map === undefined ? [] : [...findBars(map).places]
}

/** Bars as of a Code 128, 60 by 20 mm, that say nothing. */
function nonsenseCode(): DrawnPage {
  const page = emptySheet()
  const random = seededRandom(3)
  for (let x = 300; x < 650; x += 3 + Math.floor(random() * 9))
    page.bar(x, 300, 2 + Math.floor(random() * 3), 120)
  return page
}

/** Two corners of a QR code, 6 px a module. */
function corners(page: DrawnPage, ...places: readonly (readonly [number, number])[]): DrawnPage {
  for (const [left, top] of places) {
    page
      .bar(left, top, 42, 42)
      .bar(left + 6, top + 6, 30, 30, 255)
      .bar(left + 12, top + 12, 18, 18)
  }
  return page
}

describe('Places that look like a code', () => {
  it('are bars of which one is lost', () => {
    expect(placesOn(barsAt(emptySheet(), [2, 5.1, 2]))).not.to.deep.equal([])
  })

  for (const degrees of [0, 8, 30, 90]) {
    it(`are parallel bars that lean by ${degrees}°, fuzzy ones too`, () => {
      const page = leaning(nonsenseCode(), degrees)
      expect(placesOn(page)).not.to.deep.equal([])
      expect(placesOn(fuzzy(page, 1))).not.to.deep.equal([])
    })
  }

  it('are two corners of a QR code, and not one alone', () => {
    expect(placesOn(corners(emptySheet(), [300, 300], [420, 300]))).to.have.lengthOf(1)
    expect(placesOn(corners(emptySheet(), [300, 300]))).to.deep.equal([])
    expect(placesOn(corners(emptySheet(), [100, 100], [1100, 1650]))).to.have.lengthOf(0)
  })

  it('are not text, rules and empty paper', () => {
    expect(placesOn(textPage(), 100)).to.deep.equal([])
    expect(placesOn(emptySheet())).to.deep.equal([])
    const table = emptySheet()
    for (let line = 200; line < 1500; line += 50) table.bar(120, line, 1000, 2)
    for (let column = 120; column <= 1120; column += 200) table.bar(column, 200, 2, 1300)
    expect(placesOn(table)).to.deep.equal([])
  })
})

describe('Places where no code was read', () => {
  const place: Box = [0.2, 0.2, 0.5, 0.3]
  const word = (text: string, confidence: number, box: Box) => ({ text, confidence, box })

  it('are those without a code and without text', () => {
    expect(unreadPlaces([place], [], [])).to.deep.equal([place])
    expect(unreadPlaces([place], [{ box: [0.25, 0.22, 0.3, 0.25] }], [])).to.deep.equal([])
    expect(unreadPlaces([place], [{ box: [0.6, 0.22, 0.7, 0.25] }], [])).to.deep.equal([place])
    expect(unreadPlaces([place], [], [word('Rechnung', 0.9, place)])).to.deep.equal([])
  })

  it('are those with garbage that recognition read from bars', () => {
    expect(unreadPlaces([place], [], [word('Rechnung', 0.3, place), word('|||l', 0.9, place)])).to.deep.equal(
      [place],
    )
  })
})
