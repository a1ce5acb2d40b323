import { inflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFContentStream,
  PDFDict,
  PDFName,
  PDFRawStream,
  PDFStream,
  decodePDFRawStream,
  type PDFObject,
} from '@cantoo/pdf-lib'

/** Drawn pages have a few megabytes of operators; a bomb has more. */
const MAX_CONTENT_BYTES = 64 * 1024 * 1024
/** Filters that the library undoes, which knows no bound, with so many bytes that the result stays small. */
const MAX_PACKED_BYTES: Readonly<Record<string, number>> = {
  ASCII85Decode: MAX_CONTENT_BYTES,
  ASCIIHexDecode: MAX_CONTENT_BYTES,
  RunLengthDecode: MAX_CONTENT_BYTES / 64,
  // A code of 12 bits stands for up to 4 kilobytes.
  LZWDecode: 32 * 1024,
}

/** Contents of a page: one stream or several, read as one (ISO 32000-1, 7.8.2). */
export function pageContentBytes(contents: PDFObject | undefined): Buffer {
  if (contents instanceof PDFStream) return streamBytes(contents)
  if (!(contents instanceof PDFArray)) return Buffer.alloc(0)
  const parts: Buffer[] = []
  let total = 0
  for (let index = 0; index < contents.size(); index++) {
    const part = contents.lookup(index)
    if (!(part instanceof PDFStream)) continue
    const bytes = streamBytes(part)
    total += bytes.length
    if (total > MAX_CONTENT_BYTES) throw new RangeError('The content of a page is too long.')
    parts.push(bytes, Buffer.from('\n'))
  }
  return Buffer.concat(parts)
}

/**
 * The decoded bytes of a stream.
 *
 * @throws {RangeError} when it unpacks to more than a page can hold
 */
export function streamBytes(stream: PDFStream): Buffer {
  if (stream instanceof PDFContentStream) return Buffer.from(stream.getUnencodedContents())
  if (!(stream instanceof PDFRawStream)) return Buffer.from(stream.getContents())
  let bytes = Buffer.from(stream.contents)
  for (const filter of filterNames(stream.dict)) bytes = unpacked(bytes, filter, stream.dict)
  return bytes
}

function unpacked(bytes: Buffer, filter: string, dict: PDFDict): Buffer<ArrayBuffer> {
  if (hasPredictor(dict)) throw new RangeError('Content that is predicted like a picture is not read.')
  if (filter === 'FlateDecode') return Buffer.from(inflateSync(bytes, { maxOutputLength: MAX_CONTENT_BYTES }))
  if (bytes.length > (MAX_PACKED_BYTES[filter] ?? 0)) throw new RangeError('A packed stream is too long.')
  const alone = PDFRawStream.of(dict.context.obj({ Filter: filter }), bytes)
  return Buffer.from(decodePDFRawStream(alone).decode())
}

function hasPredictor(dict: PDFDict): boolean {
  const parameters = dict.lookup(PDFName.of('DecodeParms'))
  const list = parameters instanceof PDFArray ? parameters.asArray() : [parameters]
  return list.some((entry) => {
    const found = dict.context.lookup(entry)
    return found instanceof PDFDict && found.has(PDFName.of('Predictor'))
  })
}

/** Names of the filters of a stream in the order in which they are undone. */
export function filterNames(dict: PDFDict): string[] {
  const filter = dict.lookup(PDFName.of('Filter'))
  if (filter instanceof PDFName) return [filter.decodeText()]
  if (!(filter instanceof PDFArray)) return []
  return Array.from({ length: filter.size() }, (_, index) => {
    const name = filter.lookup(index)
    return name instanceof PDFName ? name.decodeText() : ''
  })
}
