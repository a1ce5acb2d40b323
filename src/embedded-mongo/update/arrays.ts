import { cloneValue, type Document, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { isOperatorDocument, type ValueTest } from '../query/leaf-test.ts'
import { compileFilter } from '../query/match.ts'
import { elementPredicate, operatorTest } from '../query/operators.ts'
import { equalValues } from '../values/compare.ts'
import { wholeNumber } from '../values/numbers.ts'
import { isRegExp, typeName } from '../values/order.ts'
import { parseSort, sortDocuments } from '../values/sort.ts'
import { childOf, type Container, putChild } from './paths.ts'

function arrayFor(container: Container, name: string, operator: string): unknown[] {
  const current = childOf(container, name)
  if (Array.isArray(current)) return current
  if (current !== undefined) {
    throw commandError(
      'BadValue',
      operator === '$push'
        ? `The field '${name}' must be an array but is of type ${typeName(current)} in document`
        : `Cannot apply ${operator} to non-array field. Field named '${name}' has non-array type ${typeName(current)}`,
    )
  }
  const created: unknown[] = []
  putChild(container, name, created)
  return created
}

interface PushClauses {
  readonly each: readonly unknown[]
  readonly position?: number
  readonly slice?: number
  readonly sort?: unknown
}

function wholeClause(value: unknown, name: string): number {
  const number = wholeNumber(value)
  if (number === undefined) throw commandError('BadValue', `The value for ${name} must be an integer value`)
  return number
}

const PUSH_CLAUSES = new Set(['$each', '$slice', '$sort', '$position'])

function pushClauses(operand: unknown): PushClauses {
  if (!isDocument(operand) || !('$each' in operand)) return { each: [operand] }
  const unknown = Object.keys(operand).find((name) => !PUSH_CLAUSES.has(name))
  if (unknown !== undefined) throw commandError('BadValue', `Unrecognized clause in $push: ${unknown}`)
  const { $each, $slice, $sort, $position } = operand
  if (!Array.isArray($each)) throw commandError('BadValue', 'The argument to $each in $push must be an array')
  return {
    each: $each,
    ...($position !== undefined && { position: wholeClause($position, '$position') }),
    ...($slice !== undefined && { slice: wholeClause($slice, '$slice') }),
    ...($sort !== undefined && { sort: $sort }),
  }
}

function sorted(items: readonly unknown[], spec: unknown): unknown[] {
  const fields = isDocument(spec)
    ? Object.fromEntries(Object.entries(spec).map(([path, order]) => [`item.${path}`, order]))
    : { item: spec }
  const wrapped: Document[] = items.map((item) => ({ item }))
  return sortDocuments(wrapped, parseSort(fields)).map((document) => document['item'])
}

/** `$push` with its clauses: insert, then sort, then cut. */
export function push(container: Container, name: string, operand: unknown): void {
  const { each, position, slice, sort } = pushClauses(operand)
  const array = arrayFor(container, name, '$push')
  const at =
    position === undefined ? array.length : position < 0 ? Math.max(0, array.length + position) : position
  array.splice(at, 0, ...each.map(cloneValue))
  if (sort !== undefined) array.splice(0, array.length, ...sorted(array, sort))
  if (slice === undefined) return
  if (slice >= 0) array.splice(slice)
  else array.splice(0, Math.max(0, array.length + slice))
}

export function addToSet(container: Container, name: string, operand: unknown): void {
  const each = isDocument(operand) && '$each' in operand ? operand['$each'] : [operand]
  if (!Array.isArray(each))
    throw commandError('TypeMismatch', 'The argument to $each in $addToSet must be an array')
  const array = arrayFor(container, name, '$addToSet')
  for (const value of each as unknown[]) {
    if (!array.some((present) => equalValues(present, value))) array.push(cloneValue(value))
  }
}

export function pop(container: Container, name: string, operand: unknown): void {
  const end = wholeNumber(operand)
  if (end !== 1 && end !== -1) throw commandError('FailedToParse', '$pop expects 1 or -1')
  const current = childOf(container, name)
  if (current === undefined) return
  if (!Array.isArray(current)) {
    throw commandError(
      'TypeMismatch',
      `Path '${name}' contains an element of non-array type '${typeName(current)}'`,
    )
  }
  if (end === 1) current.pop()
  else current.shift()
}

function pullTest(condition: unknown): ValueTest {
  if (isOperatorDocument(condition)) {
    const test = operatorTest(condition, compileFilter)
    return (element) => test([element])
  }
  if (isDocument(condition)) {
    const matches = elementPredicate(condition, compileFilter)
    return (element) => isDocument(element) && matches(element)
  }
  if (isRegExp(condition)) return pullTest({ $in: [condition] })
  return (element) => equalValues(element, condition)
}

function keepOthers(container: Container, name: string, removes: ValueTest): void {
  const current = childOf(container, name)
  if (current === undefined) return
  if (!Array.isArray(current)) throw commandError('BadValue', 'Cannot apply $pull to a non-array value')
  putChild(
    container,
    name,
    current.filter((element) => !removes(element)),
  )
}

export function pull(container: Container, name: string, condition: unknown): void {
  keepOthers(container, name, pullTest(condition))
}

export function pullAll(container: Container, name: string, operand: unknown): void {
  if (!Array.isArray(operand)) throw commandError('BadValue', '$pullAll requires an array argument')
  keepOthers(container, name, (element) => operand.some((value) => equalValues(value, element)))
}
