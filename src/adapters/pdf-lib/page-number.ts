import {
  beginText,
  closePath,
  endText,
  fill,
  lineTo,
  moveTo,
  popGraphicsState,
  pushGraphicsState,
  setFillingRgbColor,
  setTextMatrix,
  setTextRenderingMode,
  TextRenderingMode,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { userSpaceOf, visibleBox } from './page-space.ts'
import type { PageFonts } from './page-fonts.ts'

/** Height of the letters as a share of the shorter side: 8 points on A4, whatever units a page is drawn in. */
const SIZE_SHARE = 8 / 595
/** White around the letters, and their distance to the edge, in letter heights. */
const PADDING = 0.4
const MARGIN = 1.2
/** Below the baseline, in letter heights. */
const DESCENT = 0.25

/** Writes a line of its own at the lower right of the page as it is shown, on white, whatever lies there. */
export function stampPageNumber(page: PDFPage, text: string, fonts: PageFonts): void {
  const { width, height } = shownSize(page)
  const size = Math.min(width, height) * SIZE_SHARE
  const line = fonts.shown(text)
  const widthOfText = fonts.plain.widthOfTextAtSize(line, size)
  const toUserSpace = userSpaceOf(page)
  const place = (x: number, y: number): { x: number; y: number } =>
    toUserSpace({ x: x / width, y: y / height })
  const [left, baseline] = [width - MARGIN * size - widthOfText, height - MARGIN * size]
  const start = place(left, baseline)
  const along = place(left + 1, baseline)
  const [dx, dy] = [along.x - start.x, along.y - start.y]
  const [pad, top, bottom] = [PADDING * size, baseline - size, baseline + DESCENT * size]
  const corners = [
    place(left - pad, bottom + pad),
    place(left + widthOfText + pad, bottom + pad),
    place(left + widthOfText + pad, top - pad / 2),
    place(left - pad, top - pad / 2),
  ]
  const key = page.node.newFontDictionary('Seitenzahl', fonts.plain.ref)
  page.pushOperators(
    pushGraphicsState(),
    setFillingRgbColor(1, 1, 1),
    ...corners.map(({ x, y }, index) => (index === 0 ? moveTo(x, y) : lineTo(x, y))),
    closePath(),
    fill(),
    setFillingRgbColor(0, 0, 0),
    beginText(),
    setTextRenderingMode(TextRenderingMode.Fill),
    setTextMatrix(dx, dy, -dy, dx, start.x, start.y),
    ...fonts.plain.showing(line, key, size),
    endText(),
    popGraphicsState(),
  )
}

function shownSize(page: PDFPage): { readonly width: number; readonly height: number } {
  const { width, height } = visibleBox(page)
  return page.getRotation().angle % 180 === 0 ? { width, height } : { width: height, height: width }
}
