import { MailroomError } from '../../domain/errors.ts'
import type { Box } from '../../domain/recognition/page.ts'
import type { PageRaster, PixelSize } from '../../domain/recognition/raster.ts'
import { withMemory, type PdfiumEngine } from './engine.ts'

/** FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER: annotations are drawn, samples come as RGBA. */
const RENDER_FLAGS = 0x01 | 0x10
const FORMAT_BGRA = 4
const CHANNELS = 4
const OPAQUE_WHITE = 0xffffffff

/** The page on white, exactly this large. */
export function drawPage(engine: PdfiumEngine, page: number, size: PixelSize): PageRaster {
  return drawWindow(engine, page, size, { left: 0, top: 0, ...size })
}

/** A part of the page as it looks when the whole page is drawn this large. */
export function drawPart(engine: PdfiumEngine, page: number, size: PixelSize, part: Box): PageRaster {
  const left = Math.floor(part[0] * size.widthPx)
  const top = Math.floor(part[1] * size.heightPx)
  const widthPx = Math.max(1, Math.ceil(part[2] * size.widthPx) - left)
  const heightPx = Math.max(1, Math.ceil(part[3] * size.heightPx) - top)
  return drawWindow(engine, page, size, { left, top, widthPx, heightPx })
}

interface Window extends PixelSize {
  readonly left: number
  readonly top: number
}

function drawWindow(
  engine: PdfiumEngine,
  page: number,
  whole: PixelSize,
  { left, top, widthPx, heightPx }: Window,
): PageRaster {
  const stride = widthPx * CHANNELS
  return withMemory(engine, stride * heightPx, (buffer) => {
    const bitmap = engine._FPDFBitmap_CreateEx(widthPx, heightPx, FORMAT_BGRA, buffer, stride)
    if (bitmap === 0) throw new MailroomError('document-damaged', 'A page of the PDF cannot be drawn.')
    try {
      engine._FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, OPAQUE_WHITE)
      engine._FPDF_RenderPageBitmap(bitmap, page, -left, -top, whole.widthPx, whole.heightPx, 0, RENDER_FLAGS)
    } finally {
      engine._FPDFBitmap_Destroy(bitmap)
    }
    const data = engine.HEAPU8.slice(buffer, buffer + stride * heightPx)
    return { widthPx, heightPx, channels: CHANNELS, data }
  })
}
