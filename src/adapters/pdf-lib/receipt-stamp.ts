import {
  closePath,
  LineCapStyle,
  LineJoinStyle,
  lineTo,
  moveTo,
  popGraphicsState,
  pushGraphicsState,
  setLineCap,
  setLineJoin,
  setLineWidth,
  setStrokingRgbColor,
  stroke,
  type PDFOperator,
  type PDFPage,
} from '@cantoo/pdf-lib'
import type { RecognizedPage } from '../../domain/recognition/page.ts'
import { stampPlace, type ReceiptStamp } from '../../domain/register/receipt-stamp.ts'
import type { Mapping } from './affine.ts'
import { LETTER_HEIGHT, strokesOf, widthOf, type PenPoint } from './stroke-letters.ts'

/** Ink of a stamp pad. */
const INK = [0.1, 0.2, 0.55] as const
const PEN_PT = 0.9
/** Inside the frame, as a share of its height. */
const PADDING = 0.12
/** Heights of capitals, as shares of the height of the frame: the number is read first. */
const CAPITALS = [0.22, 0.15, 0.13] as const

/**
 * Stamps a page where it covers least.
 *
 * @param toUserSpace maps a point of the upright page (0..1, y down) to user space of the PDF page
 */
export function addReceiptStamp(
  target: PDFPage,
  page: RecognizedPage,
  { lines }: ReceiptStamp,
  toUserSpace: Mapping,
): void {
  const [left, top, right, bottom] = stampPlace(page)
  const [widthPt, heightPt] = [(right - left) * page.widthPt, (bottom - top) * page.heightPt]
  /** From points of the frame, y up from its lower left corner. */
  const place = ({ x, y }: PenPoint): PDFOperatorPoint =>
    toUserSpace({ x: left + x / page.widthPt, y: bottom - y / page.heightPt })
  const frame = [
    { x: 0, y: 0 },
    { x: widthPt, y: 0 },
    { x: widthPt, y: heightPt },
    { x: 0, y: heightPt },
  ]
  target.pushOperators(
    pushGraphicsState(),
    setStrokingRgbColor(...INK),
    setLineWidth(PEN_PT),
    setLineCap(LineCapStyle.Round),
    setLineJoin(LineJoinStyle.Round),
    ...pathOf(frame.map(place)),
    closePath(),
    stroke(),
    ...textStrokes(lines, widthPt, heightPt).flatMap((points) => [...pathOf(points.map(place)), stroke()]),
    popGraphicsState(),
  )
}

type PDFOperatorPoint = ReturnType<Mapping>

function textStrokes(lines: readonly string[], widthPt: number, heightPt: number): PenPoint[][] {
  const padding = heightPt * PADDING
  let baseline = heightPt - padding * 0.6
  return lines.slice(0, CAPITALS.length).flatMap((line, index) => {
    const wanted = (heightPt * (CAPITALS[index] ?? 0)) / LETTER_HEIGHT
    const unit = Math.min(wanted, (widthPt - 2 * padding) / Math.max(1, widthOf(line)))
    baseline -= wanted * LETTER_HEIGHT + padding * 0.7
    return strokesOf(line).map((points) =>
      points.map(({ x, y }) => ({ x: padding + x * unit, y: baseline + y * unit })),
    )
  })
}

function pathOf([first, ...rest]: readonly PDFOperatorPoint[]): PDFOperator[] {
  if (first === undefined) return []
  return [
    moveTo(rounded(first.x), rounded(first.y)),
    ...rest.map(({ x, y }) => lineTo(rounded(x), rounded(y))),
  ]
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
