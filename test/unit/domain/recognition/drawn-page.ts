import type { GrayRaster } from '../../../../src/domain/recognition/raster.ts'

/** A white (or other) page to draw bars on that stand for lines, letters and holes. */
export interface DrawnPage extends GrayRaster {
  bar(left: number, top: number, width: number, height: number, level?: number): DrawnPage
}

export function drawnPage(widthPx: number, heightPx: number, paper = 255): DrawnPage {
  const data = new Uint8Array(widthPx * heightPx).fill(paper)
  const page: DrawnPage = {
    widthPx,
    heightPx,
    data,
    bar(left, top, width, height, level = 0) {
      for (let y = top; y < top + height; y++)
        data.fill(level, y * widthPx + left, y * widthPx + left + width)
      return page
    },
  }
  return page
}

/** Lines of small bars like words: A4 at 100 ppi, lines 16 px apart, each falling by the tangent of the angle. */
export function textPage(tiltDegrees = 0, paper = 255): DrawnPage {
  const page = drawnPage(827, 1169, paper)
  const slope = Math.tan((tiltDegrees * Math.PI) / 180)
  for (let line = 120; line < 1000; line += 16) {
    // Words begin elsewhere on each line, as they do in text.
    for (let x = 100 + ((line * 5) % 13); x < 720; x += 8 + ((x * line) % 7)) {
      page.bar(x, Math.round(line + (x - 413) * slope), 4, 5)
    }
  }
  return page
}
