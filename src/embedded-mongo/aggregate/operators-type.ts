import { Decimal128, ObjectId } from 'bson'
import { isInt32 } from '../bson/document.ts'
import { commandError, notSupported } from '../errors.ts'
import { isTruthy, plainNumber, toDouble } from '../values/numbers.ts'
import { RANK, rankOf, typeName } from '../values/order.ts'
import {
  type Compile,
  type Evaluate,
  fixed,
  isNullish,
  namedArguments,
  type OperatorTable,
  strict,
} from './scope.ts'

function failure(value: unknown, target: string): never {
  throw commandError(
    'BadValue',
    `Failed to convert: unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`,
  )
}

function toText(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value)
  if (value instanceof ObjectId) return value.toHexString()
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Decimal128) return value.toString()
  const number = plainNumber(value)
  return number === undefined ? failure(value, 'string') : String(number)
}

function toObjectId(value: unknown): unknown {
  if (value instanceof ObjectId) return value
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value)
  return failure(value, 'objectId')
}

/** The number behind booleans, dates and texts. */
function numeric(value: unknown, target: string): number | bigint {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return BigInt(value.getTime())
  if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) {
    return target !== 'double' && /^[+-]?\d+$/.test(value) ? BigInt(value) : Number(value)
  }
  if (value instanceof Decimal128) throw notSupported('conversion of Decimal128')
  return plainNumber(value) ?? failure(value, target)
}

function toWhole(value: unknown, target: 'int' | 'long'): unknown {
  const number = numeric(value, target)
  if (typeof value === 'string' && typeof number === 'number') return failure(value, target)
  if (typeof number === 'number' && !Number.isFinite(number)) return failure(value, target)
  const whole = typeof number === 'bigint' ? number : BigInt(Math.trunc(number))
  if (target === 'int') return isInt32(Number(whole)) ? Number(whole) : failure(value, target)
  return BigInt.asIntN(64, whole) === whole ? whole : failure(value, target)
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  const date = typeof value === 'string' ? new Date(value) : new Date(Number(numeric(value, 'date')))
  return Number.isNaN(date.getTime()) || typeof value === 'boolean' || isInt32(value)
    ? failure(value, 'date')
    : date
}

const CONVERSIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
  string: toText,
  objectId: toObjectId,
  int: (value) => toWhole(value, 'int'),
  long: (value) => toWhole(value, 'long'),
  double: (value) => toDouble(Number(numeric(value, 'double'))),
  bool: isTruthy,
  date: toDate,
}

function compileConvert(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['input', 'to'], ['onError', 'onNull'])
  const input = compile(named['input'])
  const conversion = typeof named['to'] === 'string' ? CONVERSIONS[named['to']] : undefined
  if (conversion === undefined) throw notSupported('$convert to a type that is not named or known here')
  const onError = 'onError' in named ? compile(named['onError']) : undefined
  const onNull = compile(named['onNull'] ?? null)
  return (scope) => {
    const value = input(scope)
    if (isNullish(value)) return onNull(scope)
    try {
      return conversion(value)
    } catch (error) {
      if (onError === undefined) throw error
      return onError(scope)
    }
  }
}

export const TYPE_OPERATORS: OperatorTable = {
  $type: fixed(1, typeName),
  $isNumber: fixed(1, (value) => rankOf(value) === RANK.number),
  $toString: strict(1, toText),
  $toObjectId: strict(1, toObjectId),
  $toInt: strict(1, (value) => toWhole(value, 'int')),
  $toLong: strict(1, (value) => toWhole(value, 'long')),
  $toDouble: strict(1, (value) => toDouble(Number(numeric(value, 'double')))),
  $toBool: strict(1, isTruthy),
  $toDate: strict(1, toDate),
  $convert: compileConvert,
}
