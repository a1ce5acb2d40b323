import { expect } from 'chai'
import type { GrayRaster } from '../../../../src/domain/recognition/raster.ts'
import { whitenTints } from '../../../../src/domain/recognition/tints.ts'
import { drawnPage, type DrawnPage } from './drawn-page.ts'

const PPI = 200
const FIELD = { x: 101, y: 83, width: 241, height: 97 }

describe('whitenTints', function () {
  it('makes a printed field white to its very edge and keeps the strokes, thin and bold', function () {
    const page = onField(178)
    letters(page, 110, 100, 3, 20)
    letters(page, 110, 140, 9, 20)
    const white = whitenTints(page, PPI)
    expect(levelsOutside(white, 0, 255)).to.deep.equal([])
    expect(level(white, FIELD.x, FIELD.y)).to.equal(255)
    expect(level(white, 111, 105)).to.equal(0)
    expect(level(white, 114, 150)).to.equal(0)
  })

  it('keeps the frame of a field and the box in which people write', function () {
    const page = onField(178)
    page.bar(FIELD.x - 3, FIELD.y, 3, FIELD.height, 0)
    page.bar(250, 110, 26, 26, 0).bar(253, 113, 20, 20, 255)
    letters(page, 110, 100, 3, 12)
    const white = whitenTints(page, PPI)
    expect(levelsOutside(white, 0, 255)).to.deep.equal([])
    expect([level(white, FIELD.x - 2, 120), level(white, 251, 120), level(white, 260, 120)]).to.deep.equal([
      0, 0, 255,
    ])
  })

  const left: [string, DrawnPage][] = [
    ['white letters on a field', letters(onField(110), 110, 100, 3, 20, 255)],
    [
      'more white letters than black ones',
      letters(letters(onField(110), 110, 120, 3, 2), 150, 120, 3, 16, 255),
    ],
    ['a field without print, as beside the paper', onField(120)],
    ['a field of one small stamp', letters(drawnPage(400, 300, 255).bar(20, 20, 30, 20, 178), 24, 24, 3, 3)],
    ['a black field', letters(onField(60), 110, 100, 3, 20, 0)],
    ['a field that the engines tell from ink', letters(onField(232), 110, 100, 3, 20)],
    ['a picture', picture()],
    ['a page smaller than a cell', drawnPage(2, 2, 178)],
  ]
  for (const [name, page] of left) {
    it(`leaves ${name} alone`, function () {
      expect(whitenTints(page, PPI)).to.equal(page)
    })
  }
})

function onField(fieldLevel: number): DrawnPage {
  return drawnPage(400, 300, 255).bar(FIELD.x, FIELD.y, FIELD.width, FIELD.height, fieldLevel)
}

/** A line of upright strokes, 10 px apart. */
function letters(page: DrawnPage, x: number, y: number, stroke: number, count: number, ink = 0): DrawnPage {
  for (let index = 0; index < count; index++) page.bar(x + index * (stroke + 8), y, stroke, 20, ink)
  return page
}

/** Squares of 2 mm of many levels. */
function picture(): DrawnPage {
  const page = drawnPage(400, 300, 255)
  for (let x = 0; x < 24; x++) {
    for (let y = 0; y < 16; y++) page.bar(x * 16, y * 16, 16, 16, 90 + ((x * 37 + y * 61) % 12) * 11)
  }
  return page
}

function level({ data, widthPx }: GrayRaster, x: number, y: number): number {
  return data[y * widthPx + x] ?? -1
}

function levelsOutside({ data }: GrayRaster, ...wanted: number[]): number[] {
  return [...new Set(data)].filter((found) => !wanted.includes(found))
}
