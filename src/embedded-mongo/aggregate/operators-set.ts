import { isTruthy } from '../values/numbers.ts'
import { keyText } from '../values/keys.ts'
import { arrayArgument, fixed, isNullish, type OperatorTable, strict, variadic } from './scope.ts'

/** The different values by their key; MongoDB leaves their order open, here it is the order of the keys. */
function keyed(value: unknown, name: string): Map<string, unknown> {
  return new Map(arrayArgument(value, name).map((item) => [keyText(item), item]))
}

function inOrder(values: Map<string, unknown>): unknown[] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

function union(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null
  return inOrder(new Map(values.flatMap((value) => [...keyed(value, '$setUnion')])))
}

function intersection(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null
  const [first, ...others] = values.map((value) => keyed(value, '$setIntersection'))
  if (first === undefined) return []
  return inOrder(new Map([...first].filter(([key]) => others.every((other) => other.has(key)))))
}

function difference(a: unknown, b: unknown): unknown {
  const removed = keyed(b, '$setDifference')
  return inOrder(new Map([...keyed(a, '$setDifference')].filter(([key]) => !removed.has(key))))
}

function isSubset(a: Map<string, unknown>, b: Map<string, unknown>): boolean {
  return [...a.keys()].every((key) => b.has(key))
}

function allEqual(values: readonly unknown[]): boolean {
  const [first, ...others] = values.map((value) => keyed(value, '$setEquals'))
  return first === undefined || others.every((other) => other.size === first.size && isSubset(first, other))
}

export const SET_OPERATORS: OperatorTable = {
  $setUnion: variadic(union),
  $setIntersection: variadic(intersection),
  $setDifference: strict(2, difference),
  $setEquals: variadic(allEqual),
  $setIsSubset: fixed(2, (a, b) => isSubset(keyed(a, '$setIsSubset'), keyed(b, '$setIsSubset'))),
  $anyElementTrue: fixed(1, (array) => arrayArgument(array, '$anyElementTrue').some(isTruthy)),
  $allElementsTrue: fixed(1, (array) => arrayArgument(array, '$allElementsTrue').every(isTruthy)),
}
