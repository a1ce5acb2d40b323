import { expect } from 'chai'
import { inkMap } from '../../../../src/domain/recognition/bar-runs.ts'
import { cut, type GrayRaster } from '../../../../src/domain/recognition/raster.ts'
import { findBars } from '../../../../src/domain/recognition/unread-codes.ts'
import { turnRaster } from '../../../../src/domain/recognition/turn.ts'
import { textPage } from './drawn-page.ts'
import { barsAt, emptySheet, fuzzy, leaning, SHEET } from './drawn-sheet.ts'

const PATCH_T = [2, 5.1, 2, 5.1]
const PATCH_2 = [5.1, 2, 2, 5.1]

function textsOn(page: GrayRaster): string[] {
  const map = inkMap(page, SHEET.ppi)
  return map === undefined ? [] : findBars(map).patches.map(({ text }) => text)
}

describe('Patch codes on a page', () => {
  for (const turn of [0, 90, 180, 270] as const) {
    it(`finds T and 2 on a page turned by ${turn}°`, () => {
      expect(textsOn(turnRaster(barsAt(emptySheet(), PATCH_T), turn))).to.deep.equal(['PATCHT'])
      expect(textsOn(turnRaster(barsAt(emptySheet(), PATCH_2), turn))).to.deep.equal(['PATCH2'])
    })
  }

  for (const degrees of [-12, 3, 7, 20]) {
    it(`finds T on a page that leans by ${degrees}°`, () => {
      expect(textsOn(leaning(barsAt(emptySheet(), PATCH_T), degrees))).to.include('PATCHT')
    })
  }

  it('finds T in fuzzy print with dirt on it', () => {
    expect(textsOn(fuzzy(barsAt(emptySheet(), PATCH_T), 4))).to.include('PATCHT')
  })

  it('finds T on half of a sheet, cut across the bars', () => {
    const half = cut(barsAt(emptySheet(), PATCH_T), {
      left: 0,
      top: 420,
      right: SHEET.widthPx,
      bottom: SHEET.heightPx,
    })
    expect(textsOn(half)).to.deep.equal(['PATCHT'])
  })

  it('finds bars at the very edge of the paper', () => {
    expect(textsOn(barsAt(emptySheet(), PATCH_T, 0))).to.deep.equal(['PATCHT'])
  })

  it('tells where the bars are', () => {
    const map = inkMap(barsAt(emptySheet(), PATCH_T), SHEET.ppi)
    const [code] = map === undefined ? [] : findBars(map).patches
    expect(code?.box.map((side) => Math.round(side * 100))).to.deep.equal([29, 14, 38, 34])
  })

  it('names codes that mean something else to scanners', () => {
    expect(textsOn(barsAt(emptySheet(), [5.1, 5.1, 2, 2]))).to.deep.equal(['PATCH1'])
    expect(textsOn(barsAt(emptySheet(), [2, 2, 5.1, 5.1]))).to.deep.equal(['PATCH1'])
    expect(textsOn(barsAt(emptySheet(), [2, 5.1, 5.1, 2]))).to.deep.equal(['PATCH4'])
  })

  it('finds none among three bars, five bars, bars of one width, short bars and text', () => {
    expect(textsOn(barsAt(emptySheet(), [2, 5.1, 2]))).to.deep.equal([])
    expect(textsOn(barsAt(emptySheet(), [2, 5.1, 2, 5.1, 2]))).to.deep.equal([])
    expect(textsOn(barsAt(emptySheet(), [2, 2, 2, 2]))).to.deep.equal([])
    expect(textsOn(barsAt(emptySheet(), PATCH_T, 60, 40, 6))).to.deep.equal([])
    expect(textsOn(textPage())).to.deep.equal([])
    expect(textsOn(emptySheet())).to.deep.equal([])
  })
})
