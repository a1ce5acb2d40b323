import { keyOf } from './keys.ts'
import { plainNumber } from './numbers.ts'
import { rankOf } from './order.ts'

function compareSimple<T extends number | bigint | string>(a: T, b: T): number {
  if (a < b) return -1
  return a > b ? 1 : 0
}

/** Negative, zero or positive in MongoDB's order of all values. */
export function compareValues(a: unknown, b: unknown): number {
  const [x, y] = [plainNumber(a), plainNumber(b)]
  // NaN and Decimal128 take the way over the keys.
  if (x !== undefined && y !== undefined && !Number.isNaN(x) && !Number.isNaN(y)) return compareSimple(x, y)
  return Buffer.compare(keyOf(a), keyOf(b))
}

export function equalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true
  return rankOf(a) === rankOf(b) && compareValues(a, b) === 0
}
