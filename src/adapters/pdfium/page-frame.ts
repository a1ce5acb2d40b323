import { MAX_PAGE_SIDE_PT } from '../../domain/recognition/limits.ts'
import { viewOf, withMemory, type PdfiumEngine } from './engine.ts'

/** How user space of a page lies on the page that is shown (crop box and /Rotate applied), in 0..1 from the top left. */
export interface PageFrame {
  readonly widthPt: number
  readonly heightPt: number
  /** Points of one unit of user space. */
  readonly unitPt: number
  readonly originX: number
  readonly originY: number
  /** Movement on the shown page for one unit along the axes of user space. */
  readonly xPerX: number
  readonly yPerX: number
  readonly xPerY: number
  readonly yPerY: number
}

/** PDFium answers in whole device pixels; a device this large makes the rounding vanish. */
const DEVICE_PX = 1 << 22
const PROBE_PT = 1000

/** @param unitPt points of one unit of user space */
export function measureFrame(engine: PdfiumEngine, page: number, unitPt: number): PageFrame {
  const [width, height] = [engine._FPDF_GetPageWidthF(page), engine._FPDF_GetPageHeightF(page)]
  // No paper is larger; a unit that says so is wrong.
  const scale = Math.min(unitPt, MAX_PAGE_SIDE_PT / Math.max(width, height))
  const origin = shownPoint(engine, page, 0, 0)
  const alongX = shownPoint(engine, page, PROBE_PT, 0)
  const alongY = shownPoint(engine, page, 0, PROBE_PT)
  return {
    widthPt: width * scale,
    heightPt: height * scale,
    unitPt: scale,
    originX: origin.x,
    originY: origin.y,
    xPerX: (alongX.x - origin.x) / PROBE_PT,
    yPerX: (alongX.y - origin.y) / PROBE_PT,
    xPerY: (alongY.x - origin.x) / PROBE_PT,
    yPerY: (alongY.y - origin.y) / PROBE_PT,
  }
}

function shownPoint(engine: PdfiumEngine, page: number, x: number, y: number): { x: number; y: number } {
  return withMemory(engine, 8, (pointer) => {
    engine._FPDF_PageToDevice(page, 0, 0, DEVICE_PX, DEVICE_PX, 0, x, y, pointer, pointer + 4)
    const view = viewOf(engine)
    return { x: view.getInt32(pointer, true) / DEVICE_PX, y: view.getInt32(pointer + 4, true) / DEVICE_PX }
  })
}

export function toShown(frame: PageFrame, xPt: number, yPt: number): { x: number; y: number } {
  return {
    x: frame.originX + frame.xPerX * xPt + frame.xPerY * yPt,
    y: frame.originY + frame.yPerX * xPt + frame.yPerY * yPt,
  }
}

/**
 * Clockwise angle of a writing direction on the shown page, -180..180.
 *
 * @param radians counter-clockwise angle in user space
 */
export function directionDegrees(frame: PageFrame, radians: number): number {
  const x = (frame.xPerX * Math.cos(radians) + frame.xPerY * Math.sin(radians)) * frame.widthPt
  const y = (frame.yPerX * Math.cos(radians) + frame.yPerY * Math.sin(radians)) * frame.heightPt
  return (Math.atan2(y, x) * 180) / Math.PI
}
