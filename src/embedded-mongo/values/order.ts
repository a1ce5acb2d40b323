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
import { isDocument, isInt32 } from '../bson/document.ts'
import { notSupported } from '../errors.ts'

/**
 * The order of BSON types in comparisons, as MongoDB documents it. The number is also the first
 * byte of an encoded key; the gaps leave room for the bounds of "all values of this type".
 */
export const RANK = {
  minKey: 10,
  /** Stands for an empty array in indexes and sorts: below null. */
  undefined: 20,
  null: 30,
  number: 40,
  string: 60,
  object: 70,
  array: 80,
  binary: 90,
  objectId: 100,
  boolean: 110,
  date: 120,
  timestamp: 130,
  regExp: 140,
  code: 150,
  maxKey: 240,
} as const

export type Rank = (typeof RANK)[keyof typeof RANK]

export function isRegExp(value: unknown): value is BSONRegExp {
  return value instanceof BSONRegExp
}

function rankOfInstance(value: object): Rank {
  if (value instanceof ObjectId) return RANK.objectId
  if (value instanceof Date) return RANK.date
  if (value instanceof Double || value instanceof Decimal128) return RANK.number
  if (value instanceof Binary || value instanceof Uint8Array) return RANK.binary
  if (value instanceof Timestamp) return RANK.timestamp
  return rankOfRareInstance(value)
}

function rankOfRareInstance(value: object): Rank {
  if (isRegExp(value)) return RANK.regExp
  if (value instanceof BSONSymbol) return RANK.string
  if (value instanceof Code) return RANK.code
  if (value instanceof MinKey) return RANK.minKey
  if (value instanceof MaxKey) return RANK.maxKey
  throw notSupported('a value without a BSON type')
}

function rankOfObject(value: object): Rank {
  if (Array.isArray(value)) return RANK.array
  return isDocument(value) ? RANK.object : rankOfInstance(value)
}

export function rankOf(value: unknown): Rank {
  switch (typeof value) {
    case 'undefined':
      return RANK.undefined
    case 'number':
    case 'bigint':
      return RANK.number
    case 'string':
      return RANK.string
    case 'boolean':
      return RANK.boolean
    case 'object':
      return value === null ? RANK.null : rankOfObject(value)
    case 'function':
    case 'symbol':
      throw notSupported('a value without a BSON type')
  }
}

function numberTypeName(value: unknown): string {
  if (isInt32(value)) return 'int'
  if (typeof value === 'bigint') return 'long'
  return value instanceof Decimal128 ? 'decimal' : 'double'
}

const TYPE_NAMES = new Map<Rank, string>([
  [RANK.minKey, 'minKey'],
  [RANK.undefined, 'missing'],
  [RANK.null, 'null'],
  [RANK.string, 'string'],
  [RANK.object, 'object'],
  [RANK.array, 'array'],
  [RANK.binary, 'binData'],
  [RANK.objectId, 'objectId'],
  [RANK.boolean, 'bool'],
  [RANK.date, 'date'],
  [RANK.timestamp, 'timestamp'],
  [RANK.regExp, 'regex'],
  [RANK.maxKey, 'maxKey'],
])

/** The alias that `$type` knows a value by. */
export function typeName(value: unknown): string {
  const rank = rankOf(value)
  if (rank === RANK.number) return numberTypeName(value)
  if (value instanceof BSONSymbol) return 'symbol'
  if (value instanceof Code) return value.scope === null ? 'javascript' : 'javascriptWithScope'
  return TYPE_NAMES.get(rank) ?? 'unknown'
}
