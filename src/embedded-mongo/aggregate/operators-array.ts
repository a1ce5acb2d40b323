import { type Document, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { compareValues, equalValues } from '../values/compare.ts'
import { isTruthy, wholeNumber } from '../values/numbers.ts'
import { parseSort, sortDocuments } from '../values/sort.ts'
import {
  arrayArgument,
  type Compile,
  compileList,
  type Evaluate,
  fixed,
  isNullish,
  namedArguments,
  type OperatorTable,
  strict,
  variadic,
  withVariables,
} from './scope.ts'

function whole(value: unknown, name: string): number {
  const number = wholeNumber(value)
  if (number === undefined) throw commandError('BadValue', `${name} requires a whole number`)
  return number
}

function elementAt(array: unknown, index: unknown): unknown {
  return arrayArgument(array, '$arrayElemAt').at(whole(index, '$arrayElemAt'))
}

function concatArrays(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null
  return values.flatMap((value) => arrayArgument(value, '$concatArrays'))
}

function variableName(named: Document, fallback: string): string {
  const name = named['as'] ?? fallback
  if (typeof name !== 'string' || name === '')
    throw commandError('FailedToParse', "'as' must be a variable name")
  return name
}

function compileFilter(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['input', 'cond'], ['as', 'limit'])
  const [input, condition, limit] = [
    compile(named['input']),
    compile(named['cond']),
    compile(named['limit'] ?? null),
  ]
  const variable = variableName(named, 'this')
  return (scope) => {
    const items = input(scope)
    if (isNullish(items)) return null
    const most = limit(scope)
    const kept = arrayArgument(items, name).filter((item) =>
      isTruthy(condition(withVariables(scope, { [variable]: item }))),
    )
    return isNullish(most) ? kept : kept.slice(0, whole(most, name))
  }
}

function compileMap(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['input', 'in'], ['as'])
  const [input, result] = [compile(named['input']), compile(named['in'])]
  const variable = variableName(named, 'this')
  return (scope) => {
    const items = input(scope)
    if (isNullish(items)) return null
    return arrayArgument(items, name).map(
      (item) => result(withVariables(scope, { [variable]: item })) ?? null,
    )
  }
}

function compileReduce(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['input', 'initialValue', 'in'])
  const [input, initial, step] = [
    compile(named['input']),
    compile(named['initialValue']),
    compile(named['in']),
  ]
  return (scope) => {
    const items = input(scope)
    if (isNullish(items)) return null
    return arrayArgument(items, name).reduce(
      (value, item) => step(withVariables(scope, { value, this: item })),
      initial(scope),
    )
  }
}

function compileSortArray(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['input', 'sortBy'])
  const input = compile(named['input'])
  const wrapped = isDocument(named['sortBy'])
    ? Object.fromEntries(Object.entries(named['sortBy']).map(([path, order]) => [`item.${path}`, order]))
    : undefined
  const fields = wrapped === undefined ? undefined : parseSort(wrapped)
  const direction = fields === undefined ? whole(named['sortBy'], name) : 1
  return (scope) => {
    const items = input(scope)
    if (isNullish(items)) return null
    const array = arrayArgument(items, name)
    if (fields === undefined) return [...array].sort((a, b) => compareValues(a, b) * direction)
    const documents = array.map((item) => ({ item }))
    return sortDocuments(documents, fields).map((document) => document['item'])
  }
}

function compileIndexOf(operand: unknown, compile: Compile, name: string): Evaluate {
  const inputs = compileList(operand, compile, name, 2, 4)
  return (scope) => {
    const [array, wanted, start, end] = inputs.map((input) => input(scope))
    if (isNullish(array)) return null
    const items = arrayArgument(array, name)
    const from = start === undefined ? 0 : whole(start, name)
    const to = end === undefined ? items.length : whole(end, name)
    return items.findIndex((item, index) => index >= from && index < to && equalValues(item, wanted))
  }
}

function slice(array: readonly unknown[], a: number, b: number | undefined): unknown[] {
  if (b === undefined) return a >= 0 ? array.slice(0, a) : array.slice(a)
  if (b <= 0) throw commandError('BadValue', 'Third argument to $slice must be positive')
  const start = a < 0 ? Math.max(0, array.length + a) : a
  return array.slice(start, start + b)
}

function compileSlice(operand: unknown, compile: Compile, name: string): Evaluate {
  const inputs = compileList(operand, compile, name, 2, 3)
  return (scope) => {
    const [array, ...numbers] = inputs.map((input) => input(scope))
    if (isNullish(array) || numbers.some(isNullish)) return null
    const [a = 0, b] = numbers.map((value) => whole(value, name))
    return slice(arrayArgument(array, name), a, b)
  }
}

function compileRange(operand: unknown, compile: Compile, name: string): Evaluate {
  const inputs = compileList(operand, compile, name, 2, 3)
  return (scope) => {
    const [start = 0, end = 0, step = 1] = inputs.map((input) => whole(input(scope), name))
    if (step === 0) throw commandError('BadValue', '$range requires a non-zero step value')
    const count = Math.max(0, Math.ceil((end - start) / step))
    if (count > 1_000_000) throw commandError('BadValue', '$range is limited to 1,000,000 values')
    return Array.from({ length: count }, (_, i) => start + i * step)
  }
}

export const ARRAY_OPERATORS: OperatorTable = {
  $arrayElemAt: strict(2, elementAt),
  $first: strict(1, (array) => arrayArgument(array, '$first').at(0)),
  $last: strict(1, (array) => arrayArgument(array, '$last').at(-1)),
  $concatArrays: variadic(concatArrays),
  $filter: compileFilter,
  $map: compileMap,
  $reduce: compileReduce,
  $in: fixed(2, (item, array) => arrayArgument(array, '$in').some((value) => equalValues(value, item))),
  $indexOfArray: compileIndexOf,
  $isArray: fixed(1, (value) => Array.isArray(value)),
  $size: fixed(1, (array) => arrayArgument(array, '$size').length),
  $slice: compileSlice,
  $range: compileRange,
  $reverseArray: strict(1, (array) => [...arrayArgument(array, '$reverseArray')].reverse()),
  $sortArray: compileSortArray,
}
