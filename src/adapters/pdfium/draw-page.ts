import { MailroomError } from '../../domain/errors.ts'
import type { Box } from '../../domain/recognition/page.ts'
import type { PageRaster, PixelSize } from '../../domain/recognition/raster.ts'
import { withRawMemory, type PdfiumEngine } from './engine.ts'

/** Values of FPDFBitmap_CreateEx and of FPDF_RenderPageBitmap (fpdfview.h) with the samples of a pixel. */
const DRAW_ANNOTATIONS = 0x01
const FORMATS = {
  /** FPDF_GRAYSCALE */
  gray: { format: 1, channels: 1, flags: DRAW_ANNOTATIONS | 0x08 },
  /** BGRA and FPDF_REVERSE_BYTE_ORDER: samples come as RGBA. */
  colour: { format: 4, channels: 4, flags: DRAW_ANNOTATIONS | 0x10 },
} as const
export type Ink = keyof typeof FORMATS
const OPAQUE_WHITE = 0xffffffff

/** The page on white, exactly this large. */
export function drawPage(engine: PdfiumEngine, page: number, size: PixelSize, ink: Ink): PageRaster {
  return drawWindow(engine, page, size, { left: 0, top: 0, ...size }, ink)
}

/** A part of the page in gray, as it looks when the whole page is drawn this large. */
export function drawPart(engine: PdfiumEngine, page: number, size: PixelSize, part: Box): PageRaster {
  const left = Math.floor(part[0] * size.widthPx)
  const top = Math.floor(part[1] * size.heightPx)
  const widthPx = Math.max(1, Math.ceil(part[2] * size.widthPx) - left)
  const heightPx = Math.max(1, Math.ceil(part[3] * size.heightPx) - top)
  return drawWindow(engine, page, size, { left, top, widthPx, heightPx }, 'gray')
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
  ink: Ink,
): PageRaster {
  const { format, channels, flags } = FORMATS[ink]
  const stride = widthPx * channels
  return withRawMemory(engine, stride * heightPx, (buffer) => {
    const bitmap = engine._FPDFBitmap_CreateEx(widthPx, heightPx, format, buffer, stride)
    if (bitmap === 0) throw new MailroomError('document-damaged', 'A page of the PDF cannot be drawn.')
    try {
      engine._FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, OPAQUE_WHITE)
      engine._FPDF_RenderPageBitmap(bitmap, page, -left, -top, whole.widthPx, whole.heightPx, 0, flags)
    } finally {
      engine._FPDFBitmap_Destroy(bitmap)
    }
    const data = engine.HEAPU8.slice(buffer, buffer + stride * heightPx)
    return { widthPx, heightPx, channels, data }
  })
}
