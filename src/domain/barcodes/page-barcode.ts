/** A bar code or matrix code on a page. */
export interface PageBarcode {
  /** Name of the symbology, such as `QRCode`, `Code128`, `DataMatrix`. */
  readonly format: string
  /** Content as text. */
  readonly text: string
  /** As every box of the page: `[x0, y0, x1, y1]` in 0..1, origin top left. */
  readonly box: readonly [x0: number, y0: number, x1: number, y1: number]
}
