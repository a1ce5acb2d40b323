import { readFile } from 'node:fs/promises'
import createLibheif, { type HeifError, type Libheif } from 'libheif-js/libheif-wasm/libheif-bundle.mjs'
import { MailroomError } from '../../domain/errors.ts'
import type { PageRaster } from '../../domain/recognition/raster.ts'

/**
 * The main picture of a HEIF file, turned and cropped as the file says, in RGB.
 *
 * Fails with `document-damaged`, or with `picture-unreadable` where pixels are packed in a way that the library does not
 * know.
 */
export async function decodeHeif(path: string): Promise<PageRaster> {
  const bytes = await readFile(path)
  // Made anew for each picture: its memory never shrinks, and a large photo takes hundreds of megabytes.
  const library = createLibheif()
  const context = library.heif_context_alloc()
  try {
    const read = library.heif_context_read_from_memory(context, bytes)
    if (read.code !== library.heif_error_code.heif_error_Ok) throw asPictureError(library, read)
    return decodeMain(library, library.heif_js_context_get_primary_image_handle(context))
  } finally {
    library.heif_context_free(context)
  }
}

function decodeMain(
  library: Libheif,
  handle: ReturnType<Libheif['heif_js_context_get_primary_image_handle']>,
): PageRaster {
  if ('code' in handle) throw asPictureError(library, handle)
  try {
    const { heif_colorspace_RGB: colours } = library.heif_colorspace
    const { heif_chroma_interleaved_RGB: chroma } = library.heif_chroma
    const decoded = library.heif_js_decode_image2(handle, colours, chroma)
    if ('code' in decoded) throw asPictureError(library, decoded)
    const { image, width, height, channels } = decoded
    const [pixels] = channels
    if (pixels === undefined) throw new MailroomError('document-damaged', 'The picture has no pixels.')
    const data = packedRows(pixels.data, pixels.stride, width * 3, height)
    library.heif_image_release(image)
    return { widthPx: width, heightPx: height, channels: 3, data }
  } finally {
    library.heif_image_handle_release(handle)
  }
}

/** A copy without what stands between rows, out of memory that the library takes back. */
function packedRows(data: Uint8Array, stride: number, rowBytes: number, rows: number): Uint8Array {
  const packed = new Uint8Array(rowBytes * rows)
  for (let row = 0; row < rows; row++) {
    packed.set(data.subarray(row * stride, row * stride + rowBytes), row * rowBytes)
  }
  return packed
}

function asPictureError(library: Libheif, { code, message }: HeifError): MailroomError {
  const isUnknown = code === library.heif_error_code.heif_error_Unsupported_feature
  return new MailroomError(
    isUnknown ? 'picture-unreadable' : 'document-damaged',
    isUnknown ? 'The picture is packed in a way that cannot be decoded.' : 'The picture cannot be read.',
    { facts: { reason: message.slice(0, 200) } },
  )
}
