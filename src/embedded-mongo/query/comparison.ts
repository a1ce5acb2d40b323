import { ObjectId } from 'bson'
import { commandError } from '../errors.ts'
import { compareValues } from '../values/compare.ts'
import { keyOf, keyText } from '../values/keys.ts'
import { plainNumber } from '../values/numbers.ts'
import { isRegExp, RANK, rankOf } from '../values/order.ts'
import { isOperatorDocument, type ValueTest } from './leaf-test.ts'
import { toRegExp } from './regexp.ts'

function isMissing(value: unknown): boolean {
  return value === null || value === undefined
}

function isNaNValue(value: unknown): boolean {
  return typeof value === 'number' && Number.isNaN(value)
}

/** A regular expression matches text, and a stored expression that is the same. */
function regExpTest(pattern: unknown): ValueTest {
  const expression = toRegExp(pattern)
  const key = keyOf(pattern)
  return (value) =>
    typeof value === 'string' ? expression.test(value) : isRegExp(value) && keyOf(value).equals(key)
}

function numberTest(wanted: unknown): ValueTest {
  const number = plainNumber(wanted)
  const key = keyOf(wanted)
  return (value) => {
    if (typeof value === 'number' && typeof number === 'number' && !Number.isNaN(number))
      return value === number
    return value !== undefined && rankOf(value) === RANK.number && keyOf(value).equals(key)
  }
}

/** Tests for equality; null also stands for a missing value, a regular expression for what it matches. */
export function equalTest(wanted: unknown): ValueTest {
  if (isRegExp(wanted)) return regExpTest(wanted)
  if (isMissing(wanted)) return isMissing
  if (typeof wanted === 'string' || typeof wanted === 'boolean') return (value) => value === wanted
  if (wanted instanceof ObjectId) return (value) => value instanceof ObjectId && value.equals(wanted)
  const rank = rankOf(wanted)
  if (rank === RANK.number) return numberTest(wanted)
  const key = keyOf(wanted)
  return (value) => value !== undefined && rankOf(value) === rank && keyOf(value).equals(key)
}

type Accepts = (comparison: number) => boolean

const ORDERS: Readonly<Record<string, { readonly accepts: Accepts; readonly orEqual: boolean }>> = {
  $gt: { accepts: (comparison) => comparison > 0, orEqual: false },
  $gte: { accepts: (comparison) => comparison >= 0, orEqual: true },
  $lt: { accepts: (comparison) => comparison < 0, orEqual: false },
  $lte: { accepts: (comparison) => comparison <= 0, orEqual: true },
}

/** `$gt` and its kin compare only values of the same type; MinKey and MaxKey compare with all. */
export function orderTest(operator: string, bound: unknown): ValueTest {
  const order = ORDERS[operator]
  if (order === undefined) throw commandError('BadValue', `unknown operator: ${operator}`)
  if (isRegExp(bound)) throw commandError('BadValue', "Can't have RegEx as arg to predicate over field")
  if (isMissing(bound)) return order.orEqual ? isMissing : () => false
  if (isNaNValue(bound)) return order.orEqual ? isNaNValue : () => false
  const rank = rankOf(bound)
  const anyType = rank === RANK.minKey || rank === RANK.maxKey
  return (value) => {
    if (value === undefined || (!anyType && rankOf(value) !== rank)) return false
    return !isNaNValue(value) && order.accepts(compareValues(value, bound))
  }
}

/** One test for `$in`: plain values by their key, regular expressions one by one. */
export function membershipTest(operator: string, list: unknown): ValueTest {
  if (!Array.isArray(list)) throw commandError('BadValue', `${operator} needs an array`)
  const keys = new Set<string>()
  const expressions: ValueTest[] = []
  let hasNull = false
  for (const wanted of list as unknown[]) {
    if (isOperatorDocument(wanted)) throw commandError('BadValue', `cannot nest $ under ${operator}`)
    if (isRegExp(wanted)) expressions.push(equalTest(wanted))
    else if (isMissing(wanted)) hasNull = true
    else keys.add(keyText(wanted))
  }
  return (value) => {
    if (isMissing(value)) return hasNull
    return (keys.size > 0 && keys.has(keyText(value))) || expressions.some((test) => test(value))
  }
}
