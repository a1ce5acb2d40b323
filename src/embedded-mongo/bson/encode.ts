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
import { type Document, isDocument, isInt32 } from './document.ts'

/** MongoDB's limit for a stored document: 16 MiB. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

/** Deeper values cannot come from a client; they are made by updates that nest again and again. */
const MAX_DEPTH = 180

/** A buffer that grows; one is kept and used again, as encoding never waits for anything. */
let target = Buffer.allocUnsafe(64 * 1024)
let length = 0

function reserve(bytes: number): number {
  const start = length
  length += bytes
  if (length > target.length) {
    const larger = Buffer.allocUnsafe(Math.max(length, target.length * 2))
    target.copy(larger, 0, 0, start)
    target = larger
  }
  return start
}

function writeByte(value: number): void {
  const at = reserve(1)
  target[at] = value
}

function writeInt32(value: number): void {
  const at = reserve(4)
  target.writeInt32LE(value, at)
}

function writeBytes(bytes: Uint8Array): void {
  const at = reserve(bytes.length)
  target.set(bytes, at)
}

function writeCString(text: string): void {
  if (text.includes('\0'))
    throw commandError('BadValue', 'names and regular expressions may not contain a zero byte')
  const at = reserve(Buffer.byteLength(text) + 1)
  target.write(text, at)
  target[length - 1] = 0
}

function writeString(text: string): void {
  const bytes = Buffer.byteLength(text)
  writeInt32(bytes + 1)
  const at = reserve(bytes + 1)
  target.write(text, at)
  target[length - 1] = 0
}

function writeInt64(value: bigint): void {
  const at = reserve(8)
  target.writeBigInt64LE(BigInt.asIntN(64, value), at)
}

function writeDouble(value: number): void {
  const at = reserve(8)
  target.writeDoubleLE(value, at)
}

/** Writes type byte and name, then the value. */
function element(type: number, name: string): void {
  writeByte(type)
  writeCString(name)
}

function writeNumber(name: string, value: number): void {
  if (isInt32(value)) {
    element(0x10, name)
    writeInt32(value)
  } else {
    element(0x01, name)
    writeDouble(value)
  }
}

function writeBinary(name: string, value: Binary): void {
  element(0x05, name)
  const content = value.value()
  const old = value.sub_type === 2
  writeInt32(content.length + (old ? 4 : 0))
  writeByte(value.sub_type)
  if (old) writeInt32(content.length)
  writeBytes(content)
}

function writeCode(name: string, value: Code, depth: number): void {
  if (value.scope === null) {
    element(0x0d, name)
    writeString(value.code)
    return
  }
  element(0x0f, name)
  const start = reserve(4)
  writeString(value.code)
  writeDocument(value.scope, depth + 1)
  target.writeInt32LE(length - start, start)
}

function writeInstance(name: string, value: object, depth: number): boolean {
  if (value instanceof ObjectId) {
    element(0x07, name)
    writeBytes(value.id)
  } else if (value instanceof Double) {
    element(0x01, name)
    writeDouble(value.value)
  } else if (value instanceof Binary) writeBinary(name, value)
  else if (value instanceof Timestamp) {
    element(0x11, name)
    writeInt64(value.toBigInt())
  } else if (value instanceof Decimal128) {
    element(0x13, name)
    writeBytes(value.bytes)
  } else return writeRareInstance(name, value, depth)
  return true
}

function writeRareInstance(name: string, value: object, depth: number): boolean {
  if (value instanceof BSONRegExp) {
    element(0x0b, name)
    writeCString(value.pattern)
    writeCString(value.options)
  } else if (value instanceof Code) writeCode(name, value, depth)
  else if (value instanceof BSONSymbol) {
    element(0x0e, name)
    writeString(value.value)
  } else if (value instanceof MinKey) element(0xff, name)
  else if (value instanceof MaxKey) element(0x7f, name)
  else return false
  return true
}

function writeObject(name: string, value: object, depth: number): void {
  if (Array.isArray(value)) {
    element(0x04, name)
    writeArray(value, depth + 1)
  } else if (isDocument(value)) {
    element(0x03, name)
    writeDocument(value, depth + 1)
  } else if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw commandError('BadValue', 'a date is invalid')
    element(0x09, name)
    writeInt64(BigInt(value.getTime()))
  } else if (value instanceof Uint8Array) writeBinary(name, new Binary(Buffer.from(value)))
  else if (!writeInstance(name, value, depth)) throw notSupported('a value without a BSON type')
}

function writeElement(name: string, value: unknown, depth: number): void {
  if (typeof value === 'string') {
    element(0x02, name)
    writeString(value)
  } else if (typeof value === 'number') writeNumber(name, value)
  else if (typeof value === 'boolean') {
    element(0x08, name)
    writeByte(value ? 1 : 0)
  } else if (typeof value === 'bigint') {
    element(0x12, name)
    writeInt64(value)
  } else if (value === null) element(0x0a, name)
  else if (typeof value === 'object') writeObject(name, value, depth)
  else throw notSupported('a value without a BSON type')
}

function open(depth: number): number {
  if (depth > MAX_DEPTH)
    throw commandError('Overflow', `a document is nested deeper than ${MAX_DEPTH} levels`)
  return reserve(4)
}

function close(start: number): void {
  writeByte(0)
  target.writeInt32LE(length - start, start)
}

/** A missing value in an array is null, in a document it is left out, as the driver does it. */
function writeArray(items: readonly unknown[], depth: number): void {
  const start = open(depth)
  items.forEach((item, index) => {
    writeElement(String(index), item === undefined ? null : item, depth)
  })
  close(start)
}

function writeDocument(document: Document, depth: number): void {
  const start = open(depth)
  for (const name of Object.keys(document)) {
    const value = document[name]
    if (value !== undefined) writeElement(name, value, depth)
  }
  close(start)
}

/** The bytes of a reply or of an intermediate value; a stored document goes through `encodeStored`. */
export function encode(document: Document): Buffer {
  length = 0
  writeDocument(document, 1)
  return Buffer.from(target.subarray(0, length))
}

/** The bytes of a document to be stored. @throws {CommandError} BSONObjectTooLarge (10334) */
export function encodeStored(document: Document): Buffer {
  const bytes = encode(document)
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw commandError(
      'BSONObjectTooLarge',
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
    )
  }
  return bytes
}
