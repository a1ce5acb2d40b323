import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import { commandError, notSupported } from '../errors.ts'
import { type Document, isDocument, setField } from './document.ts'

/** MongoDB's own limit for what a client may send is 100 levels, for what it makes itself 180. */
const MAX_DEPTH = 180

interface Cursor {
  readonly bytes: Buffer
  at: number
}

type ValueReader = (cursor: Cursor, depth: number) => unknown

function malformed(reason: string): never {
  throw commandError('InvalidBSON', `invalid BSON: ${reason}`)
}

/** Moves over `length` bytes and gives where they start; bytes outside the buffer are an error. */
function take(cursor: Cursor, length: number): number {
  const start = cursor.at
  if (length < 0 || start + length > cursor.bytes.length) malformed('a value is longer than its document')
  cursor.at = start + length
  return start
}

function utf8(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end)
  if (text.includes('\ufffd') && !Buffer.from(text).equals(bytes.subarray(start, end)))
    malformed('text is not UTF-8')
  return text
}

function readCString(cursor: Cursor): string {
  const end = cursor.bytes.indexOf(0, cursor.at)
  if (end < 0) malformed('a name does not end')
  const text = utf8(cursor.bytes, cursor.at, end)
  cursor.at = end + 1
  return text
}

function readInt32(cursor: Cursor): number {
  return cursor.bytes.readInt32LE(take(cursor, 4))
}

function readString(cursor: Cursor): string {
  const length = readInt32(cursor)
  if (length < 1) malformed('a string has no end')
  const start = take(cursor, length)
  if (cursor.bytes[cursor.at - 1] !== 0) malformed('a string does not end with a zero byte')
  return utf8(cursor.bytes, start, cursor.at - 1)
}

function readDouble(cursor: Cursor): unknown {
  const value = cursor.bytes.readDoubleLE(take(cursor, 8))
  return (value | 0) === value && !Object.is(value, -0) ? new Double(value) : value
}

function readBinary(cursor: Cursor): Binary {
  const length = readInt32(cursor)
  const subtype = cursor.bytes[take(cursor, 1)] ?? 0
  const start = take(cursor, length)
  // Subtype 2, long out of use, repeats the length inside.
  if (subtype === 2 && (length < 4 || cursor.bytes.readInt32LE(start) !== length - 4))
    malformed('binary subtype 2')
  const content = cursor.bytes.subarray(subtype === 2 ? start + 4 : start, cursor.at)
  return new Binary(Buffer.from(content), subtype)
}

function readBoolean(cursor: Cursor): boolean {
  const byte = cursor.bytes[take(cursor, 1)]
  if (byte !== 0 && byte !== 1) malformed('a boolean is neither 0 nor 1')
  return byte === 1
}

function readDate(cursor: Cursor): Date {
  const date = new Date(Number(cursor.bytes.readBigInt64LE(take(cursor, 8))))
  if (Number.isNaN(date.getTime())) throw notSupported('a date beyond the years that JavaScript knows')
  return date
}

function readRegExp(cursor: Cursor): BSONRegExp {
  const pattern = readCString(cursor)
  const options = readCString(cursor)
  if (!/^[imxlsu]*$/.test(options)) malformed('an unknown option of a regular expression')
  return new BSONRegExp(pattern, options)
}

function readCodeWithScope(cursor: Cursor, depth: number): Code {
  const start = cursor.at
  const length = readInt32(cursor)
  const code = new Code(readString(cursor), readDocument(cursor, depth + 1))
  if (cursor.at - start !== length) malformed('the length of code with scope')
  return code
}

function readElements(cursor: Cursor, depth: number, store: (name: string, value: unknown) => void): void {
  if (depth > MAX_DEPTH) throw commandError('Overflow', `BSON is nested deeper than ${MAX_DEPTH} levels`)
  const start = cursor.at
  const length = readInt32(cursor)
  if (length < 5 || start + length > cursor.bytes.length) malformed('the length of a document')
  for (;;) {
    const type = cursor.bytes[take(cursor, 1)] ?? 0
    if (type === 0) break
    const reader = READERS[type]
    if (reader === undefined) malformed(`unknown type 0x${type.toString(16)}`)
    const name = readCString(cursor)
    store(name, reader(cursor, depth))
  }
  if (cursor.at !== start + length) malformed('the length of a document')
}

function readDocument(cursor: Cursor, depth: number): Document {
  const document: Document = {}
  readElements(cursor, depth, (name, value) => {
    setField(document, name, value)
  })
  return document
}

function readArray(cursor: Cursor, depth: number): unknown[] {
  const items: unknown[] = []
  readElements(cursor, depth, (_name, value) => items.push(value))
  return items
}

function deprecated(name: string): ValueReader {
  return () => {
    throw notSupported(`the deprecated BSON type ${name}`)
  }
}

/** One reader for each BSON type (bsonspec.org, version 1.1), at the place of its number. */
const READERS: (ValueReader | undefined)[] = []
READERS[0x01] = readDouble
READERS[0x02] = readString
READERS[0x03] = (cursor, depth) => readDocument(cursor, depth + 1)
READERS[0x04] = (cursor, depth) => readArray(cursor, depth + 1)
READERS[0x05] = readBinary
READERS[0x06] = deprecated('undefined')
READERS[0x07] = (cursor) => new ObjectId(Uint8Array.from(cursor.bytes.subarray(take(cursor, 12), cursor.at)))
READERS[0x08] = readBoolean
READERS[0x09] = readDate
READERS[0x0a] = () => null
READERS[0x0b] = readRegExp
READERS[0x0c] = deprecated('DBPointer')
READERS[0x0d] = (cursor) => new Code(readString(cursor))
READERS[0x0e] = (cursor) => new BSONSymbol(readString(cursor))
READERS[0x0f] = readCodeWithScope
READERS[0x10] = readInt32
READERS[0x11] = (cursor) => new Timestamp(cursor.bytes.readBigUInt64LE(take(cursor, 8)))
READERS[0x12] = (cursor) => cursor.bytes.readBigInt64LE(take(cursor, 8))
READERS[0x13] = (cursor) =>
  new Decimal128(Uint8Array.from(cursor.bytes.subarray(take(cursor, 16), cursor.at)))
READERS[0x7f] = () => new MaxKey()
READERS[0xff] = () => new MinKey()

/**
 * Reads one document that fills the buffer exactly.
 *
 * @throws {CommandError} InvalidBSON (22) for anything that is not well-formed
 */
export function decode(bytes: Buffer): Document {
  const cursor: Cursor = { bytes, at: 0 }
  const document = readDocument(cursor, 1)
  if (cursor.at !== bytes.length) malformed('bytes behind the document')
  return document
}

/** The stored bytes of a SQLite blob as a buffer over the same memory. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** An array of documents as found in commands (`updates`, `pipeline`, …). */
export function isDocumentArray(value: unknown): value is Document[] {
  return Array.isArray(value) && value.every(isDocument)
}
