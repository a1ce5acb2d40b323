import { histogram, levelFromWhite, shrink, type GrayRaster } from './raster.ts'

/** What makes a page hard to read, so that a person may ask for a better picture: a hint and no verdict. */
export const QUALITY_HINTS = ['blurred', 'glare'] as const
export type QualityHint = (typeof QUALITY_HINTS)[number]

/** Cells of this side hold a few letters. */
const CELLS_PER_INCH = 4
/** Cells with less contrast have no print. */
const MIN_CONTRAST = 60
/** Fewer cells with print prove nothing. */
const MIN_PRINTED_CELLS = 20
/**
 * The steepest step between neighbours of a cell, as a share of its contrast, in the sharper quarter of the cells: edges
 * of scans and photos in focus reach more.
 */
const SHARP = { stepShare: 0.2, cells: 0.75 }
/** Light that washes out print: spots at this level on paper that is darker, of so much of the page. */
const GLARE = { level: 250, maxPaper: 225, minShare: 0.005 }
/** Spots of light are larger than letters. */
const GLARE_PPI = 40

/** @param page gray as it came, before its paper is whitened */
export function qualityHints(page: GrayRaster, ppi: number): QualityHint[] {
  const hints: QualityHint[] = []
  if (isBlurred(page, ppi)) hints.push('blurred')
  if (hasGlare(page, ppi)) hints.push('glare')
  return hints
}

function isBlurred(page: GrayRaster, ppi: number): boolean {
  const cellPx = Math.max(8, Math.round(ppi / CELLS_PER_INCH))
  const steps: number[] = []
  for (let top = 0; top + cellPx <= page.heightPx; top += cellPx) {
    for (let left = 0; left + cellPx <= page.widthPx; left += cellPx) {
      const share = steepestStep(page, left, top, cellPx)
      if (share !== undefined) steps.push(share)
    }
  }
  if (steps.length < MIN_PRINTED_CELLS) return false
  const sharp = steps.sort((a, b) => a - b)[Math.floor(steps.length * SHARP.cells)] ?? 1
  return sharp < SHARP.stepShare
}

/** Undefined for a cell without print. Every third row is enough: letters are higher. */
function steepestStep(page: GrayRaster, left: number, top: number, cellPx: number): number | undefined {
  let [dark, light, steepest] = [255, 0, 0]
  for (let y = top; y < top + cellPx; y += 3) {
    let before = page.data[y * page.widthPx + left] ?? 255
    for (let x = left + 1; x < left + cellPx; x++) {
      const level = page.data[y * page.widthPx + x] ?? 255
      if (level < dark) dark = level
      if (level > light) light = level
      const step = Math.abs(level - before)
      if (step > steepest) steepest = step
      before = level
    }
  }
  const contrast = light - dark
  return contrast < MIN_CONTRAST ? undefined : steepest / contrast
}

/** A white ground around the paper is no glare: its border is counted out. */
function hasGlare(page: GrayRaster, ppi: number): boolean {
  const small = shrink(page, Math.max(1, Math.round(ppi / GLARE_PPI)))
  if (levelFromWhite(histogram(small.data), 0.5) > GLARE.maxPaper) return false
  const lit = small.data.reduce((sum, level) => sum + (level >= GLARE.level ? 1 : 0), 0)
  return lit - litFromBorder(small) > small.data.length * GLARE.minShare
}

/** Pixels at the level of glare that are connected to the border along their row. */
function litFromBorder({ widthPx, heightPx, data }: GrayRaster): number {
  let lit = 0
  for (let y = 0; y < heightPx; y++) {
    const row = data.subarray(y * widthPx, (y + 1) * widthPx)
    const first = row.findIndex((level) => level < GLARE.level)
    if (first === -1) {
      lit += widthPx
      continue
    }
    const last = row.findLastIndex((level) => level < GLARE.level)
    lit += first + (widthPx - 1 - last)
  }
  return lit
}
