import { Decimal128 } from 'bson'
import { isInt32 } from '../bson/document.ts'
import { commandError, notSupported } from '../errors.ts'
import { compareValues } from '../values/compare.ts'
import {
  addNumbers,
  multiplyNumbers,
  plainNumber,
  type PlainNumber,
  toDouble,
  wholeNumber,
} from '../values/numbers.ts'
import { typeName } from '../values/order.ts'
import {
  compileList,
  isNullish,
  type OperatorCompiler,
  type OperatorTable,
  strict,
  variadic,
} from './scope.ts'

function number(value: unknown, name: string): PlainNumber {
  const plain = plainNumber(value)
  if (plain !== undefined) return plain
  if (value instanceof Decimal128) throw notSupported('arithmetic on Decimal128')
  throw commandError('TypeMismatch', `${name} only supports numeric types, not ${typeName(value)}`)
}

function isWhole(value: unknown): boolean {
  return typeof value === 'bigint' || isInt32(value)
}

/** Dates are numbers of milliseconds here; a sum may have one. */
function add(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null
  const dates = values.filter((value) => value instanceof Date)
  if (dates.length > 1) throw commandError('TypeMismatch', 'only one date allowed in an $add expression')
  const numbers = values.map((value) => (value instanceof Date ? BigInt(value.getTime()) : value))
  for (const value of numbers) number(value, '$add')
  const sum = numbers.reduce<unknown>(addNumbers, 0)
  return dates.length === 1 ? new Date(Math.trunc(Number(plainNumber(sum)))) : sum
}

function subtract(a: unknown, b: unknown): unknown {
  if (a instanceof Date) {
    if (b instanceof Date) return BigInt(a.getTime()) - BigInt(b.getTime())
    return new Date(a.getTime() - Math.trunc(Number(number(b, '$subtract'))))
  }
  number(a, '$subtract')
  number(b, '$subtract')
  return addNumbers(a, multiplyNumbers(b, -1))
}

function multiply(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null
  for (const value of values) number(value, '$multiply')
  return values.reduce<unknown>(multiplyNumbers, 1)
}

function divide(a: unknown, b: unknown): unknown {
  const divisor = Number(number(b, '$divide'))
  if (divisor === 0) throw commandError('BadValue', "can't $divide by zero")
  return toDouble(Number(number(a, '$divide')) / divisor)
}

function modulo(a: unknown, b: unknown): unknown {
  const [x, y] = [number(a, '$mod'), number(b, '$mod')]
  if (Number(y) === 0) throw commandError('BadValue', "can't $mod by zero")
  if (!isWhole(a) || !isWhole(b)) return toDouble(Number(x) % Number(y))
  const rest = BigInt(x) % BigInt(y)
  return typeof a === 'bigint' || typeof b === 'bigint' ? rest : Number(rest)
}

/** Whole numbers are left as they are, doubles are rounded by `apply`. */
function rounding(name: string, apply: (value: number) => number): OperatorCompiler {
  return strict(1, (value) => (isWhole(value) ? value : toDouble(apply(Number(number(value, name))))))
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

function shifted(value: number, places: number, apply: (value: number) => number): number {
  if (places === 0) return apply(value)
  const moved = Number(`${value.toString().includes('e') ? value.toFixed(20) : value.toString()}e${places}`)
  return Number.isFinite(moved) ? Number(`${apply(moved).toFixed(0)}e${-places}`) : value
}

/** `$round` and `$trunc`, to a number of decimal places that may be negative. */
function toPlaces(name: string, apply: (value: number) => number): OperatorCompiler {
  return (operand, compile) => {
    const [input, places] = compileList(operand, compile, name, 1, 2)
    return (scope) => {
      const value = input?.(scope)
      if (isNullish(value)) return null
      const digits = places === undefined ? 0 : wholeNumber(places(scope))
      if (digits === undefined) throw commandError('BadValue', `${name} requires a whole number of places`)
      const plain = number(value, name)
      if (isWhole(value) && digits >= 0) return value
      const result = shifted(Number(plain), digits, apply)
      if (!isWhole(value)) return toDouble(result)
      return typeof value === 'bigint' ? BigInt(result) : result
    }
  }
}

function absolute(value: unknown): unknown {
  const plain = number(value, '$abs')
  return isWhole(value) && plain < 0
    ? multiplyNumbers(value, -1)
    : isWhole(value)
      ? value
      : toDouble(Math.abs(Number(plain)))
}

function squareRoot(value: unknown): unknown {
  const plain = Number(number(value, '$sqrt'))
  if (plain < 0) throw commandError('BadValue', "$sqrt's argument must be greater than or equal to 0")
  return toDouble(Math.sqrt(plain))
}

function power(base: unknown, exponent: unknown): unknown {
  const [x, y] = [number(base, '$pow'), number(exponent, '$pow')]
  if (!isWhole(base) || !isWhole(exponent) || y < 0) return toDouble(Number(x) ** Number(y))
  const result = Number(x) ** Number(y)
  if (!Number.isSafeInteger(result)) return toDouble(result)
  return isInt32(result) && typeof base !== 'bigint' && typeof exponent !== 'bigint' ? result : BigInt(result)
}

/** One operand that gives an array stands for its elements; several stand for themselves. */
function overValues(apply: (values: readonly unknown[]) => unknown): OperatorCompiler {
  return (operand, compile, name) => {
    const inputs = compileList(operand, compile, name, 1, Number.POSITIVE_INFINITY)
    return (scope) => {
      const values = inputs.map((input) => input(scope))
      const [first] = values
      return apply(values.length === 1 && Array.isArray(first) ? first : values)
    }
  }
}

export function isNumeric(value: unknown): boolean {
  if (value instanceof Decimal128) throw notSupported('a sum or average over Decimal128')
  return plainNumber(value) !== undefined
}

/** `$sum`: values that are no numbers count nothing. */
export function sum(values: readonly unknown[]): unknown {
  return values.filter(isNumeric).reduce<unknown>(addNumbers, 0)
}

export function average(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumeric)
  if (numbers.length === 0) return null
  const total = numbers.reduce<number>((all, value) => all + Number(plainNumber(value)), 0)
  return toDouble(total / numbers.length)
}

/** The least (`sign` 1) or greatest (`sign` -1) value that is neither null nor missing; null when there is none. */
export function extreme(values: readonly unknown[], sign: 1 | -1): unknown {
  const present = values.filter((value) => !isNullish(value))
  if (present.length === 0) return null
  return present.reduce((best, value) => (compareValues(value, best) * sign < 0 ? value : best))
}

export const ARITHMETIC_OPERATORS: OperatorTable = {
  $add: variadic(add),
  $subtract: strict(2, subtract),
  $multiply: variadic(multiply),
  $divide: strict(2, divide),
  $mod: strict(2, modulo),
  $abs: strict(1, absolute),
  $ceil: rounding('$ceil', Math.ceil),
  $floor: rounding('$floor', Math.floor),
  $round: toPlaces('$round', roundHalfEven),
  $trunc: toPlaces('$trunc', Math.trunc),
  $sqrt: strict(1, squareRoot),
  $pow: strict(2, power),
  $sum: overValues(sum),
  $avg: overValues(average),
  $min: overValues((values) => extreme(values, 1)),
  $max: overValues((values) => extreme(values, -1)),
}
