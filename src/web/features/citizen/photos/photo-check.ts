/** Brightness of each pixel, 0..255, row by row. */
export interface GreyPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly luma: Uint8Array
}

export type PhotoFault = 'blurred' | 'dark' | 'cut-off'

/** Pictures are looked at in this size: so small, letters are still edges. */
export const LOOKED_AT_PX = 1_000
/** Below this variance of the Laplacian, in squares of brightness, print has no edges left. Measured on A4 at 1,000 pixels. */
const MIN_SHARPNESS = 60
const MIN_BRIGHTNESS = 70
/** From this brightness on it is paper, compared with the brightest tenth of the picture. */
const PAPER_SHARE = 0.72
const MOSTLY = 0.6
const HARDLY = 0.25

/** What makes a photo of a letter hard to read. A hint: whoever took it decides. */
export function photoFaults(picture: GreyPicture): PhotoFault[] {
  const faults: PhotoFault[] = []
  if (meanOf(picture) < MIN_BRIGHTNESS) faults.push('dark')
  else if (sharpnessOf(picture) < MIN_SHARPNESS) faults.push('blurred')
  if (isCutOff(picture)) faults.push('cut-off')
  return faults
}

function meanOf({ luma }: GreyPicture): number {
  let sum = 0
  for (const value of luma) sum += value
  return sum / Math.max(1, luma.length)
}

/** Variance of the Laplacian over the sharpest part of the picture: a table around the sheet has no edges and says nothing. */
export function sharpnessOf({ widthPx, heightPx, luma }: GreyPicture): number {
  const size = Math.max(1, Math.floor(Math.min(widthPx, heightPx) / 4))
  let sharpest = 0
  for (let top = 1; top + size < heightPx; top += size) {
    for (let left = 1; left + size < widthPx; left += size) {
      let sum = 0
      let squares = 0
      for (let y = top; y < top + size; y += 1) {
        for (let x = left; x < left + size; x += 1) {
          const at = y * widthPx + x
          const value =
            4 * (luma[at] ?? 0) -
            (luma[at - 1] ?? 0) -
            (luma[at + 1] ?? 0) -
            (luma[at - widthPx] ?? 0) -
            (luma[at + widthPx] ?? 0)
          sum += value
          squares += value * value
        }
      }
      const count = size * size
      sharpest = Math.max(sharpest, squares / count - (sum / count) ** 2)
    }
  }
  return sharpest
}

/** Paper runs out of the picture on one side while another side shows what lies around it. */
function isCutOff({ widthPx, heightPx, luma }: GreyPicture): boolean {
  const limit = brightOf(luma) * PAPER_SHARE
  const shareOf = (count: number, placeOf: (index: number) => number): number => {
    let bright = 0
    for (let index = 0; index < count; index += 1) if ((luma[placeOf(index)] ?? 0) >= limit) bright += 1
    return bright / count
  }
  const last = (heightPx - 1) * widthPx
  const sides = [
    shareOf(widthPx, (x) => x),
    shareOf(widthPx, (x) => last + x),
    shareOf(heightPx, (y) => y * widthPx),
    shareOf(heightPx, (y) => y * widthPx + widthPx - 1),
  ]
  return sides.some((share) => share > MOSTLY) && sides.some((share) => share < HARDLY)
}

/** The brightness that a tenth of the pixels reach. */
function brightOf(luma: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const value of luma) counts[value] = (counts[value] ?? 0) + 1
  let left = luma.length / 10
  for (let value = 255; value > 0; value -= 1) {
    left -= counts[value] ?? 0
    if (left <= 0) return value
  }
  return 0
}
