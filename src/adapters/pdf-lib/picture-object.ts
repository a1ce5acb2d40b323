import type { PDFContext, PDFRef } from '@cantoo/pdf-lib'
import type { PagePicture } from '../../ports/view-copy-writer.ts'

/** Enters a picture into a document as it is packed. */
export function registerPicture(
  context: PDFContext,
  { kind, widthPx, heightPx, bytes }: PagePicture,
): PDFRef {
  const common = { Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx }
  if (kind === 'ccitt-g4') {
    const parameters = { K: -1, Columns: widthPx, Rows: heightPx, BlackIs1: true }
    const packed = {
      BitsPerComponent: 1,
      ColorSpace: 'DeviceGray',
      Filter: 'CCITTFaxDecode',
      DecodeParms: parameters,
    }
    return context.register(context.stream(bytes, { ...common, ...packed }))
  }
  const ColorSpace = kind === 'jpeg-gray' ? 'DeviceGray' : 'DeviceRGB'
  return context.register(
    context.stream(bytes, { ...common, BitsPerComponent: 8, ColorSpace, Filter: 'DCTDecode' }),
  )
}
