import type { Box, QuarterTurn } from './page.ts'
import type { GrayRaster } from './raster.ts'

/** Adds quarter turns; any multiple of 90 is folded into 0..270. */
export function addTurns(first: number, second: number): QuarterTurn {
  const folded = (((first + second) % 360) + 360) % 360
  if (folded === 90 || folded === 180 || folded === 270) return folded
  return 0
}

/** Where a box lies after the page was turned clockwise. */
export function turnBox([x0, y0, x1, y1]: Box, turn: QuarterTurn): Box {
  switch (turn) {
    case 0:
      return [x0, y0, x1, y1]
    case 90:
      return [1 - y1, x0, 1 - y0, x1]
    case 180:
      return [1 - x1, 1 - y1, 1 - x0, 1 - y0]
    case 270:
      return [y0, 1 - x1, y1, 1 - x0]
  }
}

/** Turns a raster clockwise. */
export function turnRaster(raster: GrayRaster, turn: QuarterTurn): GrayRaster {
  if (turn === 0) return raster
  const { widthPx, heightPx, data } = raster
  const turned = new Uint8Array(data.length)
  if (turn === 180) {
    for (let i = 0, last = data.length - 1; i <= last; i++) turned[last - i] = data[i] ?? 0
    return { widthPx, heightPx, data: turned }
  }
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx
    for (let x = 0; x < widthPx; x++) {
      const target = turn === 90 ? x * heightPx + (heightPx - 1 - y) : (widthPx - 1 - x) * heightPx + y
      turned[target] = data[row + x] ?? 0
    }
  }
  return { widthPx: heightPx, heightPx: widthPx, data: turned }
}
