import { Binary, BSONSymbol, Code, Double, ObjectId, Timestamp } from 'bson'
import { type Document, isDocument } from '../bson/document.ts'
import { compareDecimals, decimalOfDouble, decimalSortBytes, parseDecimal, type Decimal } from './decimal.ts'
import { isRegExp, RANK, rankOf } from './order.ts'

/*
 * One encoding serves equality, comparison, sorting, distinct, unique and range scans:
 * the bytes of two values compare as MongoDB compares the values. Every value starts with
 * its rank and ends by itself, so keys of several fields are simply put behind each other.
 */

/** How a number lies to the double nearest to it. */
const BELOW = 0x7f
const EXACT = 0x80
const ABOVE = 0x81

const END_OF_LIST = Buffer.from([0])
const END_OF_TEXT = Buffer.from([0, 0])
const RANK_BYTES: readonly Buffer[] = Array.from({ length: 256 }, (_, rank) => Buffer.from([rank]))

function rankByte(rank: number): Buffer {
  return RANK_BYTES[rank] ?? Buffer.from([rank])
}

/** Rank, the double with its bits turned so that they sort, and the place to that double. */
function doubleKey(value: number, place: number): Buffer {
  const key = Buffer.alloc(10)
  key[0] = RANK.number
  key[9] = place
  if (Number.isNaN(value)) return key
  key.writeDoubleBE(value === 0 ? 0 : value, 1)
  if (value < 0) for (let i = 1; i < 9; i++) key[i] = (key[i] ?? 0) ^ 0xff
  else key[1] = (key[1] ?? 0) ^ 0x80
  return key
}

function decimalKey(decimal: Decimal, text: string): Buffer {
  const nearest = Number(text)
  const finite = Number.isFinite(nearest) ? nearest : Math.sign(nearest) * Number.MAX_VALUE
  const place = compareDecimals(decimal, decimalOfDouble(finite))
  if (place === 0) return doubleKey(finite, EXACT)
  return Buffer.concat([doubleKey(finite, place < 0 ? BELOW : ABOVE), decimalSortBytes(decimal)])
}

function numberKey(value: unknown): Buffer {
  if (typeof value === 'number') return doubleKey(value, EXACT)
  if (value instanceof Double) return doubleKey(value.value, EXACT)
  if (typeof value === 'bigint' && BigInt(Number(value)) === value) return doubleKey(Number(value), EXACT)
  const text = String(value)
  const decimal = parseDecimal(text)
  return decimal === undefined ? doubleKey(Number(text), EXACT) : decimalKey(decimal, text)
}

/** UTF-8 with an end mark of two zero bytes; a zero byte inside becomes 00 FF. */
function pushText(text: string, out: Buffer[]): void {
  const bytes = Buffer.from(text)
  if (!bytes.includes(0)) {
    out.push(bytes, END_OF_TEXT)
    return
  }
  const escaped: number[] = []
  for (const byte of bytes) {
    escaped.push(byte)
    if (byte === 0) escaped.push(0xff)
  }
  out.push(Buffer.from(escaped), END_OF_TEXT)
}

function uint64Key(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value))
  return bytes
}

function pushBinary(value: Binary | Uint8Array, out: Buffer[]): void {
  const content = Buffer.from(value instanceof Binary ? value.value() : value)
  const head = Buffer.alloc(5)
  head.writeUInt32BE(content.length)
  head[4] = value instanceof Binary ? value.sub_type : 0
  out.push(head, content)
}

/** Fields in their order: type first, then name, then value, as MongoDB compares documents. */
function pushDocument(document: Document, out: Buffer[]): void {
  for (const name of Object.keys(document)) {
    const value = document[name] ?? null
    out.push(rankByte(rankOf(value)))
    pushText(name, out)
    pushKey(value, out)
  }
  out.push(END_OF_LIST)
}

function pushObject(value: object, out: Buffer[]): void {
  if (value instanceof ObjectId) out.push(Buffer.from(value.id))
  else if (value instanceof Date) out.push(uint64Key(BigInt(value.getTime()) ^ (1n << 63n)))
  else if (Array.isArray(value)) {
    for (const item of value) pushKey(item ?? null, out)
    out.push(END_OF_LIST)
  } else if (isDocument(value)) pushDocument(value, out)
  else if (value instanceof Binary || value instanceof Uint8Array) pushBinary(value, out)
  else if (value instanceof Timestamp) out.push(uint64Key(value.toBigInt()))
  else pushRareObject(value, out)
}

function pushRareObject(value: object, out: Buffer[]): void {
  if (isRegExp(value)) {
    pushText(value.pattern, out)
    pushText(value.options, out)
  } else if (value instanceof BSONSymbol) pushText(value.value, out)
  else if (value instanceof Code) {
    pushText(value.code, out)
    pushDocument(value.scope ?? {}, out)
  }
}

function pushKey(value: unknown, out: Buffer[]): void {
  const rank = rankOf(value)
  if (rank === RANK.number) {
    out.push(numberKey(value))
    return
  }
  out.push(rankByte(rank))
  if (typeof value === 'string') pushText(value, out)
  else if (typeof value === 'boolean') out.push(rankByte(value ? 1 : 0))
  else if (typeof value === 'object' && value !== null) pushObject(value, out)
}

export function keyOf(value: unknown): Buffer {
  const parts: Buffer[] = []
  pushKey(value, parts)
  return parts.length === 1 && parts[0] !== undefined ? Buffer.from(parts[0]) : Buffer.concat(parts)
}

/** The key as text, one character a byte: usable in Map and Set, and sorts like the key. */
export function keyText(value: unknown): string {
  return keyOf(value).toString('latin1')
}

/** The key for descending order. No key is the beginning of another one, so inverting the bits is enough. */
export function inverted(key: Buffer): Buffer {
  const result = Buffer.allocUnsafe(key.length)
  for (let i = 0; i < key.length; i++) result[i] = (key[i] ?? 0) ^ 0xff
  return result
}
