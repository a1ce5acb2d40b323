import { PDFHexString, type PDFContext, type PDFRef } from '@cantoo/pdf-lib'
import type { PagePicture } from '../../ports/view-copy-writer.ts'

/** Predictor of PNG, each row with its own (ISO 32000-1, table 10). */
const PNG_PREDICTOR = 15

/** Enters a picture into a document as it is packed. */
export function registerPicture(context: PDFContext, picture: PagePicture): PDFRef {
  const { widthPx, heightPx, bytes } = picture
  const common = { Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx }
  return context.register(context.stream(bytes, { ...common, ...packingOf(context, picture) }))
}

type Literal = Parameters<PDFContext['stream']>[1]

function packingOf(context: PDFContext, picture: PagePicture): NonNullable<Literal> {
  switch (picture.kind) {
    case 'ccitt-g4': {
      const { widthPx, heightPx, blackIs1 } = picture
      const parameters = { K: -1, Columns: widthPx, Rows: heightPx, BlackIs1: blackIs1 }
      const packing = { Filter: 'CCITTFaxDecode', DecodeParms: parameters }
      return { BitsPerComponent: 1, ColorSpace: 'DeviceGray', ...packing }
    }
    case 'png': {
      const { widthPx, channels, bitsPerSample } = picture
      const columns = { Colors: channels, BitsPerComponent: bitsPerSample, Columns: widthPx }
      const packing = { Filter: 'FlateDecode', DecodeParms: { Predictor: PNG_PREDICTOR, ...columns } }
      return { BitsPerComponent: bitsPerSample, ColorSpace: pngColours(context, picture), ...packing }
    }
    case 'jpeg-gray':
    case 'jpeg-colour': {
      const ColorSpace = picture.kind === 'jpeg-gray' ? 'DeviceGray' : 'DeviceRGB'
      return { BitsPerComponent: 8, ColorSpace, Filter: 'DCTDecode' }
    }
  }
}

type ColourSpace = string | ReturnType<PDFContext['obj']>

function pngColours(context: PDFContext, { channels, palette }: PagePicture & { kind: 'png' }): ColourSpace {
  if (palette === undefined) return channels === 1 ? 'DeviceGray' : 'DeviceRGB'
  const last = Math.floor(palette.length / 3) - 1
  return context.obj(['Indexed', 'DeviceRGB', last, PDFHexString.fromBytes(palette)])
}
