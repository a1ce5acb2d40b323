import { jpegFacts, type JpegFacts } from './jpeg.ts'
import { LOOKED_AT_PX, photoFaults, type GreyPicture, type PhotoFault } from './photo-check.ts'
import { fitsPdf } from './photo-pdf.ts'

export interface Photo {
  readonly facts: JpegFacts
  readonly faults: readonly PhotoFault[]
}

/** More than any telephone makes; larger ones are sent unseen. */
const MAX_PIXELS = 120_000_000

/** What the browser sees of a photo, here on the telephone; `undefined` for what is no photo that it can look at. */
export async function lookAtPhoto(file: File): Promise<Photo | undefined> {
  if (file.type !== 'image/jpeg') return undefined
  try {
    const facts = jpegFacts(new Uint8Array(await file.arrayBuffer()))
    if (facts === undefined || !fitsPdf(facts) || facts.widthPx * facts.heightPx > MAX_PIXELS)
      return undefined
    return { facts, faults: photoFaults(await greyOf(file, facts)) }
  } catch (error) {
    // A picture that this browser cannot read or decode is sent as it is; the server looks at it again.
    if (error instanceof DOMException) return undefined
    throw error
  }
}

async function greyOf(file: File, { widthPx, heightPx }: JpegFacts): Promise<GreyPicture> {
  const scale = Math.min(1, LOOKED_AT_PX / Math.max(widthPx, heightPx))
  // The height follows, whichever way round the browser takes the picture.
  const resizeWidth = Math.max(1, Math.round(widthPx * scale))
  const bitmap = await createImageBitmap(file, { resizeWidth })
  const { width, height } = bitmap
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new DOMException('There is no canvas.')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const { data } = context.getImageData(0, 0, width, height)
  const luma = new Uint8Array(width * height)
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    const at = pixel * 4
    // Rec. 601, as JPEG has it.
    luma[pixel] = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
  }
  return { widthPx: width, heightPx: height, luma }
}
