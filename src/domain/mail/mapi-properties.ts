/** Bytes behind each other, little endian; what would read behind the end throws a `RangeError`. */
export interface ByteReader {
  readonly bytes: Uint8Array
  at: number
}

export function readUint16(reader: ByteReader): number {
  return viewOf(take(reader, 2)).getUint16(0, true)
}

export function readUint32(reader: ByteReader): number {
  return viewOf(take(reader, 4)).getUint32(0, true)
}

/** A view, no copy. */
export function take(reader: ByteReader, length: number): Uint8Array {
  const end = reader.at + length
  if (end > reader.bytes.length) throw new RangeError('The bytes end too early.')
  const taken = reader.bytes.subarray(reader.at, end)
  reader.at = end
  return taken
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

/** The properties that are used here (MS-OXPROPS), by their numbers. */
export const MAPI = {
  body: 0x1000,
  bodyHtml: 0x1013,
  attachData: 0x3701,
  attachFilename: 0x3704,
  attachMethod: 0x3705,
  attachLongFilename: 0x3707,
  attachMimeTag: 0x370e,
  attachFlags: 0x3714,
} as const

/** Value of a property: the number of one that is a number, else its bytes. Of several values the first. */
export type MapiValue = number | { readonly bytes: Uint8Array; readonly isUnicode: boolean }
export type MapiProperties = ReadonlyMap<number, MapiValue>

const MULTIPLE = 0x1000
const TYPE_LONG = 0x0003
const TYPE_UNICODE = 0x001f
/** Text in 8 bits, text in UTF-16, object, binary: each value with its length. */
const VARIABLE = new Set([0x001e, TYPE_UNICODE, 0x000d, 0x0102])
/** Bytes of the others, as they lie in a stream. */
const FIXED: Readonly<Record<number, number>> = {
  0x0001: 4,
  0x0002: 4,
  [TYPE_LONG]: 4,
  0x0004: 4,
  0x0005: 8,
  0x0006: 8,
  0x0007: 8,
  0x000a: 4,
  0x000b: 4,
  0x0014: 8,
  0x0040: 8,
  0x0048: 16,
}
const FIRST_NAMED = 0x8000
const GUID_BYTES = 16

/**
 * A list of properties as it lies in a TNEF stream (MS-OXTNEF, 2.1.3.4).
 *
 * @throws {RangeError} for what is none
 */
export function mapiProperties(bytes: Uint8Array): MapiProperties {
  const reader = { bytes, at: 0 }
  const properties = new Map<number, MapiValue>()
  const count = readUint32(reader)
  for (let index = 0; index < count; index += 1) {
    const type = readUint16(reader)
    const id = readUint16(reader)
    if (id >= FIRST_NAMED) skipName(reader)
    const value = readValue(reader, type)
    if (value !== undefined) properties.set(id, value)
  }
  return properties
}

function skipName(reader: ByteReader): void {
  take(reader, GUID_BYTES)
  const isText = readUint32(reader) === 1
  if (isText) takePadded(reader, readUint32(reader))
  else readUint32(reader)
}

function readValue(reader: ByteReader, type: number): MapiValue | undefined {
  const kind = type & ~MULTIPLE
  const isVariable = VARIABLE.has(kind)
  const count = isVariable || type !== kind ? readUint32(reader) : 1
  const size = FIXED[kind]
  if (!isVariable && size === undefined) throw new RangeError('The property is of no known type.')
  let first: MapiValue | undefined
  for (let index = 0; index < count; index += 1) {
    const value = isVariable ? takePadded(reader, readUint32(reader)) : take(reader, size ?? 0)
    first ??=
      kind === TYPE_LONG
        ? viewOf(value).getUint32(0, true)
        : { bytes: value, isUnicode: kind === TYPE_UNICODE }
  }
  return first
}

/** Values begin at whole fours; behind the last one the filling may be missing. */
function takePadded(reader: ByteReader, length: number): Uint8Array {
  const value = take(reader, length)
  reader.at = Math.min(reader.bytes.length, reader.at + ((4 - (length % 4)) % 4))
  return value
}
