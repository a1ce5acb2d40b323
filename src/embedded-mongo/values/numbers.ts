import { Decimal128, Double } from 'bson'
import { isInt32 } from '../bson/document.ts'
import { commandError, notSupported } from '../errors.ts'

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n

/** A number of any BSON type that is not a Decimal128, as JavaScript can compare it exactly. */
export type PlainNumber = number | bigint

/** The value as number or bigint; undefined for what is no number and for Decimal128. */
export function plainNumber(value: unknown): PlainNumber | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  return value instanceof Double ? value.value : undefined
}

/** A whole number from a command field (`limit: 5`, `5.0` or int64 5); undefined for anything else. */
export function wholeNumber(value: unknown): number | undefined {
  const plain = plainNumber(value)
  if (plain === undefined) return undefined
  const number = Number(plain)
  return Number.isSafeInteger(number) ? number : undefined
}

/** Truth as MongoDB sees it in options and `$exists`: everything but false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  const plain = plainNumber(value)
  if (plain !== undefined) return Number(plain) !== 0
  if (value instanceof Decimal128) return Number(value.toString()) !== 0
  return value !== false && value !== null && value !== undefined
}

/** A double in the form documents hold: `Double` where a JS number would be taken for an int32. */
export function toDouble(value: number): unknown {
  return isInt32(value) ? new Double(value) : value
}

/** A whole result in the smallest of int32 and int64 that MongoDB gives it. */
function toInteger(value: bigint, wide: boolean): unknown {
  if (value < INT64_MIN || value > INT64_MAX)
    throw commandError('BadValue', 'the result does not fit into 64 bits')
  const number = Number(value)
  return !wide && isInt32(number) ? number : value
}

function isWhole(value: unknown): value is PlainNumber {
  return typeof value === 'bigint' || isInt32(value)
}

type Operator = (a: bigint, b: bigint) => bigint
type DoubleOperator = (a: number, b: number) => number

function calculate(a: unknown, b: unknown, whole: Operator, double: DoubleOperator): unknown {
  if (isWhole(a) && isWhole(b)) {
    return toInteger(whole(BigInt(a), BigInt(b)), typeof a === 'bigint' || typeof b === 'bigint')
  }
  if (a instanceof Decimal128 || b instanceof Decimal128) throw notSupported('arithmetic on Decimal128')
  const [x, y] = [plainNumber(a), plainNumber(b)]
  if (x === undefined || y === undefined)
    throw commandError('TypeMismatch', 'arithmetic on a value that is no number')
  return toDouble(double(Number(x), Number(y)))
}

/** The sum with the BSON type MongoDB gives it: int32 grows to int64, anything with a double is a double. */
export function addNumbers(a: unknown, b: unknown): unknown {
  return calculate(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  )
}

export function multiplyNumbers(a: unknown, b: unknown): unknown {
  return calculate(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  )
}
