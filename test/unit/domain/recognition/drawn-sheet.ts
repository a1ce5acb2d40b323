import type { GrayRaster } from '../../../../src/domain/recognition/raster.ts'
import { seededRandom } from '../../../support/seeded-random.ts'
import { drawnPage, type DrawnPage } from './drawn-page.ts'

/** A4 at 150 ppi. */
export const SHEET = { widthPx: 1240, heightPx: 1754, ppi: 150 }
const PX_PER_MM = SHEET.ppi / 25.4

/** Widths of bars in millimetres, 2 mm of white between them; they stand upright from this place on. */
export function barsAt(
  page: DrawnPage,
  barsMm: readonly number[],
  leftMm = 60,
  topMm = 40,
  lengthMm = 60,
): DrawnPage {
  let at = leftMm
  for (const widthMm of barsMm) {
    const left = Math.round(at * PX_PER_MM)
    const width = Math.round((at + widthMm) * PX_PER_MM) - left
    page.bar(left, Math.round(topMm * PX_PER_MM), width, Math.round(lengthMm * PX_PER_MM))
    at += widthMm + 2
  }
  return page
}

export function emptySheet(): DrawnPage {
  return drawnPage(SHEET.widthPx, SHEET.heightPx)
}

/** The page turned by any angle around its middle, white where nothing was. */
export function leaning({ widthPx, heightPx, data }: GrayRaster, degrees: number): GrayRaster {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const out = new Uint8Array(data.length).fill(255)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const [dx, dy] = [x - widthPx / 2, y - heightPx / 2]
      const fromX = Math.round(widthPx / 2 + dx * cos + dy * sin)
      const fromY = Math.round(heightPx / 2 - dx * sin + dy * cos)
      if (fromX < 0 || fromY < 0 || fromX >= widthPx || fromY >= heightPx) continue
      out[y * widthPx + x] = data[fromY * widthPx + fromX] ?? 255
    }
  }
  return { widthPx, heightPx, data: out }
}

/** Each pixel the mean of those around it, and specks of dirt on it. */
export function fuzzy({ widthPx, heightPx, data }: GrayRaster, reachPx: number, seed = 1): GrayRaster {
  const random = seededRandom(seed)
  const sums = rowsBlurred(columnsBlurred({ widthPx, heightPx, data }, reachPx), reachPx)
  const out = sums.data.map((level) => (random() < 0.01 ? 255 - level : level))
  return { widthPx, heightPx, data: out }
}

function rowsBlurred({ widthPx, heightPx, data }: GrayRaster, reachPx: number): GrayRaster {
  const out = new Uint8Array(data.length)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) out[y * widthPx + x] = mean(data, y * widthPx, x, 1, widthPx, reachPx)
  }
  return { widthPx, heightPx, data: out }
}

function columnsBlurred({ widthPx, heightPx, data }: GrayRaster, reachPx: number): GrayRaster {
  const out = new Uint8Array(data.length)
  for (let x = 0; x < widthPx; x++) {
    for (let y = 0; y < heightPx; y++) out[y * widthPx + x] = mean(data, x, y, widthPx, heightPx, reachPx)
  }
  return { widthPx, heightPx, data: out }
}

function mean(
  data: Uint8Array,
  start: number,
  at: number,
  step: number,
  length: number,
  reach: number,
): number {
  const [from, to] = [Math.max(0, at - reach), Math.min(length - 1, at + reach)]
  let sum = 0
  for (let index = from; index <= to; index++) sum += data[start + index * step] ?? 255
  return sum / (to - from + 1)
}
