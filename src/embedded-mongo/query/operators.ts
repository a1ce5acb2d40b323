import { type Document, isDocument } from '../bson/document.ts'
import { commandError, notSupported } from '../errors.ts'
import { isTruthy, plainNumber, wholeNumber } from '../values/numbers.ts'
import { isRegExp } from '../values/order.ts'
import { bitTest, isBitOperator } from './bits.ts'
import { equalTest, membershipTest, orderTest } from './comparison.ts'
import {
  type CompileFilter,
  isOperatorDocument,
  isValueForm,
  type LeafTest,
  someValue,
  type ValueTest,
} from './leaf-test.ts'
import { toRegExp } from './regexp.ts'
import { typeTest } from './types.ts'

/** Operators that MongoDB has and this store has not. */
const UNSUPPORTED = new Set(
  '$text $where $near $nearSphere $geoWithin $geoIntersects $within $jsonSchema $rand $sampleRate'.split(' '),
)

export function refuseUnsupported(operator: string): void {
  if (UNSUPPORTED.has(operator)) throw notSupported(`the query operator ${operator}`)
}

function anyOf(test: ValueTest): LeafTest {
  return (found) => someValue(found, test)
}

function noneOf(test: ValueTest): LeafTest {
  return (found) => !someValue(found, test)
}

function existsTest(operand: unknown): LeafTest {
  const wanted = isTruthy(operand)
  return (found) => found.some((value) => value !== undefined) === wanted
}

function sizeTest(operand: unknown): LeafTest {
  const size = wholeNumber(operand)
  if (size === undefined || size < 0) {
    throw commandError('BadValue', 'Failed to parse $size. Expected a whole non-negative number')
  }
  return (found) => found.some((value) => Array.isArray(value) && value.length === size)
}

function truncated(value: unknown): bigint | undefined {
  const number = plainNumber(value)
  if (typeof number === 'bigint') return number
  return number !== undefined && Number.isFinite(number) ? BigInt(Math.trunc(number)) : undefined
}

function moduloTest(operand: unknown): LeafTest {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw commandError('BadValue', 'malformed mod, it needs a divisor and a remainder')
  }
  const [divisor, remainder] = operand.map(truncated)
  if (divisor === undefined || remainder === undefined)
    throw commandError('BadValue', 'malformed mod, not a number')
  if (divisor === 0n) throw commandError('BadValue', 'divisor cannot be 0')
  return anyOf((value) => {
    const number = truncated(value)
    return number !== undefined && number % divisor === remainder
  })
}

function allTest(operand: unknown, compile: CompileFilter): LeafTest {
  if (!Array.isArray(operand)) throw commandError('BadValue', '$all needs an array')
  const tests = (operand as unknown[]).map((wanted) => {
    if (isDocument(wanted) && '$elemMatch' in wanted) return elementTest(wanted['$elemMatch'], compile)
    if (isOperatorDocument(wanted)) throw commandError('BadValue', 'no $ expressions in $all')
    return anyOf(equalTest(wanted))
  })
  return (found) => tests.length > 0 && tests.every((test) => test(found))
}

/** A test for one array element, as `$elemMatch` and `$pull` describe it. */
export function elementPredicate(condition: Document, compile: CompileFilter): ValueTest {
  if (isValueForm(condition)) {
    const test = operatorTest(condition, compile)
    return (element) => test([element])
  }
  const matches = compile(condition)
  return (element) => {
    if (isDocument(element)) return matches(element)
    return Array.isArray(element) && matches(Object.fromEntries(element.entries()))
  }
}

function elementTest(operand: unknown, compile: CompileFilter): LeafTest {
  if (!isDocument(operand)) throw commandError('BadValue', '$elemMatch needs an Object')
  const predicate = elementPredicate(operand, compile)
  return (found) => found.some((value) => Array.isArray(value) && value.some(predicate))
}

function notTest(operand: unknown, compile: CompileFilter): LeafTest {
  if (isRegExp(operand)) return noneOf(equalTest(operand))
  if (!isOperatorDocument(operand)) throw commandError('BadValue', '$not needs a regex or a document')
  const test = operatorTest(operand, compile)
  return (found) => !test(found)
}

function notEqualTest(operand: unknown): LeafTest {
  if (isRegExp(operand)) throw commandError('BadValue', "Can't have regex as arg to $ne.")
  return noneOf(equalTest(operand))
}

type LeafOperator = (operand: unknown, compile: CompileFilter, siblings: Document) => LeafTest | undefined

const OPERATORS: Readonly<Record<string, LeafOperator>> = {
  $eq: (operand) => anyOf(equalTest(operand)),
  $ne: notEqualTest,
  $gt: (operand) => anyOf(orderTest('$gt', operand)),
  $gte: (operand) => anyOf(orderTest('$gte', operand)),
  $lt: (operand) => anyOf(orderTest('$lt', operand)),
  $lte: (operand) => anyOf(orderTest('$lte', operand)),
  $in: (operand) => anyOf(membershipTest('$in', operand)),
  $nin: (operand) => noneOf(membershipTest('$nin', operand)),
  $exists: existsTest,
  $type: (operand) => anyOf(typeTest(operand)),
  $size: sizeTest,
  $mod: moduloTest,
  $all: allTest,
  $elemMatch: elementTest,
  $not: notTest,
  $regex: (operand, _compile, siblings) => {
    const expression = toRegExp(operand, siblings['$options'])
    return anyOf((value) => typeof value === 'string' && expression.test(value))
  },
  $options: (_operand, _compile, siblings) => {
    if (!('$regex' in siblings)) throw commandError('BadValue', '$options needs a $regex')
    return undefined
  },
  $comment: () => undefined,
}

function compileOperator(name: string, operators: Document, compile: CompileFilter): LeafTest | undefined {
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
  if (operator !== undefined) return operator(operators[name], compile, operators)
  if (isBitOperator(name)) return anyOf(bitTest(name, operators[name]))
  refuseUnsupported(name)
  throw commandError('BadValue', `unknown operator: ${name}`)
}

/** The test for all operators of `{ $gt: 1, $lt: 5 }`; each has to pass. */
export function operatorTest(operators: Document, compile: CompileFilter): LeafTest {
  const tests: LeafTest[] = []
  for (const name of Object.keys(operators)) {
    const test = compileOperator(name, operators, compile)
    if (test !== undefined) tests.push(test)
  }
  const [only] = tests
  return tests.length === 1 && only !== undefined ? only : (found) => tests.every((test) => test(found))
}
