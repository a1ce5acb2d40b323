import { expect } from 'chai'
import { findSheet } from '../../../../src/domain/recognition/find-sheet.ts'
import {
  boxOnPicture,
  flatten,
  slantDegrees,
  type PicturePoint,
  type Sheet,
} from '../../../../src/domain/recognition/perspective.ts'
import type { GrayRaster } from '../../../../src/domain/recognition/raster.ts'
import { drawnPage, textPage } from './drawn-page.ts'

const WIDTH_PX = 600
const HEIGHT_PX = 800

/** White paper between four corners on a dark ground. */
function photo(corners: readonly [number, number][], ground = 60): GrayRaster {
  const page = drawnPage(WIDTH_PX, HEIGHT_PX, ground)
  const isInside = (x: number, y: number): boolean =>
    corners.every(([ax, ay], index) => {
      const [bx, by] = corners[(index + 1) % 4] ?? [0, 0]
      return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0
    })
  for (let y = 0; y < HEIGHT_PX; y++) {
    for (let x = 0; x < WIDTH_PX; x++) if (isInside(x, y)) page.bar(x, y, 1, 1, 235)
  }
  return page
}

function cornersOf({ topLeft, topRight, bottomRight, bottomLeft }: Sheet): PicturePoint[] {
  return [topLeft, topRight, bottomRight, bottomLeft]
}

describe('A sheet on a picture', function () {
  const TILTED: readonly [number, number][] = [
    [80, 70],
    [540, 50],
    [570, 760],
    [40, 740],
  ]

  it('is found by its edges, whatever its perspective', function () {
    const sheet = findSheet(photo(TILTED)) ?? expect.fail('no sheet')
    cornersOf(sheet).forEach(({ x, y }, index) => {
      const [wantedX, wantedY] = TILTED[index] ?? [0, 0]
      expect(Math.hypot(x - wantedX, y - wantedY), `corner ${index}`).to.be.below(4)
    })
  })

  it('is not looked for on pages that fill the picture', function () {
    expect(findSheet(textPage())).to.equal(undefined)
    expect(findSheet(drawnPage(WIDTH_PX, HEIGHT_PX, 200))).to.equal(undefined)
  })

  it('is no bright box beside which text stands', function () {
    const page = photo([
      [120, 120],
      [480, 120],
      [480, 680],
      [120, 680],
    ])
    const written = drawnPage(WIDTH_PX, HEIGHT_PX, 60)
    written.data.set(page.data)
    for (let y = 20; y < 780; y += 12) for (let x = 10; x < 100; x += 6) written.bar(x, y, 3, 7, 230)
    expect(findSheet(written)).to.equal(undefined)
  })

  it('is no photo of something round', function () {
    const page = drawnPage(WIDTH_PX, HEIGHT_PX, 40)
    for (let y = 0; y < HEIGHT_PX; y++) {
      const half = Math.sqrt(Math.max(0, 290 ** 2 - (y - 400) ** 2))
      page.bar(Math.round(300 - half), y, Math.round(2 * half), 1, 230)
    }
    expect(findSheet(page)).to.equal(undefined)
  })

  it('becomes flat, with its marks where they are on the sheet', function () {
    const picture = photo(TILTED)
    const sheet = findSheet(picture) ?? expect.fail('no sheet')
    // A mark in the middle of the sheet, found again in the middle of the flat one and back on the picture.
    const [left, top, right, bottom] = boxOnPicture([0.45, 0.45, 0.55, 0.55], sheet, 0)
    const marked = drawnPage(WIDTH_PX, HEIGHT_PX)
    marked.data.set(picture.data)
    marked.bar(
      Math.round(left * WIDTH_PX),
      Math.round(top * HEIGHT_PX),
      Math.round((right - left) * WIDTH_PX),
      Math.round((bottom - top) * HEIGHT_PX),
      0,
    )
    const flat = flatten(marked, sheet, 60)
    expect(flat.heightPx / flat.widthPx).to.be.closeTo(Math.SQRT2, 0.01)
    const levelAt = (u: number, v: number): number =>
      flat.data[Math.floor(v * flat.heightPx) * flat.widthPx + Math.floor(u * flat.widthPx)] ?? -1
    expect(levelAt(0.5, 0.5)).to.equal(0)
    for (const [u, v] of [
      [0.02, 0.02],
      [0.98, 0.02],
      [0.98, 0.98],
      [0.02, 0.98],
      [0.4, 0.5],
      [0.5, 0.6],
    ] as const) {
      expect(levelAt(u, v), `${u} ${v}`).to.equal(235)
    }
  })

  it('tells boxes also for sheets that were turned upright, and how far it is turned itself', function () {
    const sheet: Sheet = {
      widthPx: 100,
      heightPx: 200,
      topLeft: { x: 10, y: 20 },
      topRight: { x: 90, y: 20 },
      bottomRight: { x: 90, y: 180 },
      bottomLeft: { x: 10, y: 180 },
    }
    const close = (found: readonly number[], wanted: readonly number[]): void => {
      found.forEach((side, index) => {
        expect(side).to.be.closeTo(wanted[index] ?? NaN, 1e-9)
      })
    }
    close(boxOnPicture([0, 0, 0.5, 0.5], sheet, 0), [0.1, 0.1, 0.5, 0.5])
    // Turned clockwise by 90°, the upper left quarter is the lower left one of the picture, seen upright again.
    close(boxOnPicture([0, 0, 0.5, 0.5], sheet, 90), [0.1, 0.1, 0.5, 0.5])
    expect(slantDegrees(sheet)).to.equal(0)
    expect(
      slantDegrees({ ...sheet, topRight: { x: 90, y: 22.8 }, bottomRight: { x: 90, y: 182.8 } }),
    ).to.be.closeTo(1, 0.01)
  })
})
