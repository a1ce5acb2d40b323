/** Size of a raster in pixels. */
export interface PixelSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** 8-bit gray, row by row from the top left, no padding; 0 is black, 255 is white. */
export interface GrayRaster extends PixelSize {
  readonly data: Uint8Array
}

/** Interleaved 8-bit samples without padding: 1 gray, 3 RGB, 4 RGBA (alpha is opaque). */
export interface PageRaster extends PixelSize {
  readonly channels: 1 | 3 | 4
  readonly data: Uint8Array
}

/** Averages squares of `factor` × `factor` pixels; the rest at the right and lower edge is dropped. */
export function shrink(raster: GrayRaster, factor: number): GrayRaster {
  const widthPx = Math.floor(raster.widthPx / factor)
  const heightPx = Math.floor(raster.heightPx / factor)
  const data = new Uint8Array(widthPx * heightPx)
  const area = factor * factor
  // Row by row as they lie in memory: every page goes through here several times.
  const sums = new Uint32Array(widthPx)
  for (let y = 0; y < heightPx; y++) {
    sums.fill(0)
    for (let row = y * factor; row < (y + 1) * factor; row++) addRow(raster, row, factor, sums)
    const start = y * widthPx
    for (let x = 0; x < widthPx; x++) data[start + x] = (sums[x] ?? 0) / area
  }
  return { widthPx, heightPx, data }
}

function addRow({ widthPx, data }: GrayRaster, row: number, factor: number, sums: Uint32Array): void {
  let at = row * widthPx
  for (let x = 0; x < sums.length; x++) {
    let sum = sums[x] ?? 0
    for (const end = at + factor; at < end; at++) sum += data[at] ?? 0
    sums[x] = sum
  }
}

/** A part of a raster, from the left and top pixel to before the right and bottom one. */
export function cut(
  { widthPx, data }: GrayRaster,
  part: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): GrayRaster {
  const { left, top, right, bottom } = part
  const size = { widthPx: right - left, heightPx: bottom - top }
  const rows = new Uint8Array(size.widthPx * size.heightPx)
  for (let y = top; y < bottom; y++) {
    rows.set(data.subarray(y * widthPx + left, y * widthPx + right), (y - top) * size.widthPx)
  }
  return { ...size, data: rows }
}

/** Counts of the 256 gray levels; every `step`-th pixel is enough for a page. */
export function histogram(data: Uint8Array, step = 1): Uint32Array {
  const counts = new Uint32Array(256)
  for (let i = 0; i < data.length; i += step) {
    const level = data[i] ?? 0
    counts[level] = (counts[level] ?? 0) + 1
  }
  return counts
}

/** The gray level that `share` (0..1) of the counted pixels reach or exceed, seen from white. */
export function levelFromWhite(counts: Uint32Array, share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let seen = 0
  for (let level = 255; level > 0; level--) {
    seen += counts[level] ?? 0
    if (seen > total * share) return level
  }
  return 0
}
