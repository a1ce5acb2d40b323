import { commandError } from '../errors.ts'
import { plainNumber } from '../values/numbers.ts'
import { typeName } from '../values/order.ts'
import type { ValueTest } from './leaf-test.ts'

/** BSON type numbers and the aliases of `$type`. */
const ALIASES = new Map<number, string>([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [6, 'undefined'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [12, 'dbPointer'],
  [13, 'javascript'],
  [14, 'symbol'],
  [15, 'javascriptWithScope'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
])
const NAMES = new Set([...ALIASES.values(), 'number'])
const NUMBERS = ['int', 'long', 'double', 'decimal']

function wantedNames(type: unknown): readonly string[] {
  const number = plainNumber(type)
  const name = number === undefined ? type : ALIASES.get(Number(number))
  if (typeof name !== 'string' || !NAMES.has(name)) {
    throw commandError('BadValue', `Unknown type name alias: ${String(type)}`)
  }
  return name === 'number' ? NUMBERS : [name]
}

/** The test of `$type`, for one alias, one number or a list of them. */
export function typeTest(types: unknown): ValueTest {
  const list: readonly unknown[] = Array.isArray(types) ? types : [types]
  if (list.length === 0) throw commandError('FailedToParse', '$type must match at least one type')
  const wanted = new Set(list.flatMap(wantedNames))
  return (value) => value !== undefined && wanted.has(typeName(value))
}
