import { type Document, field, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { createExpression } from '../aggregate/expression.ts'
import { isTruthy } from '../values/numbers.ts'
import { leaves } from '../values/paths.ts'
import { equalTest } from './comparison.ts'
import {
  type CompileFilter,
  isLogical,
  isOperatorDocument,
  isOperatorName,
  type LeafTest,
  type Predicate,
  someValue,
} from './leaf-test.ts'
import { operatorTest, refuseUnsupported } from './operators.ts'

/** Values of `$$name` in `$expr`, from `let` of the command. */
export type Variables = Readonly<Document>

function logicalTest(name: '$and' | '$or' | '$nor', clauses: unknown, compile: CompileFilter): Predicate {
  if (!Array.isArray(clauses) || clauses.length === 0) {
    throw commandError('BadValue', `${name} argument must be a non-empty array`)
  }
  const tests = (clauses as unknown[]).map((clause) => {
    if (!isDocument(clause)) throw commandError('BadValue', `${name} argument's entries must be objects`)
    return compile(clause)
  })
  if (name === '$and') return (document) => tests.every((test) => test(document))
  if (name === '$or') return (document) => tests.some((test) => test(document))
  return (document) => !tests.some((test) => test(document))
}

function fieldTest(path: string, condition: unknown, compile: CompileFilter): Predicate {
  const equal = isOperatorDocument(condition) ? undefined : equalTest(condition)
  const test: LeafTest =
    equal === undefined ? operatorTest(condition as Document, compile) : (found) => someValue(found, equal)
  if (!path.includes('.')) return (document) => test([field(document, path)])
  const parts = path.split('.')
  return (document) => test(leaves(document, parts))
}

function expressionTest(expression: unknown, variables: Variables): Predicate {
  const evaluate = createExpression(expression)
  return (document) => isTruthy(evaluate(document, variables))
}

/**
 * Compiles a filter with MongoDB's semantics.
 *
 * @throws {CommandError} for every operator or operand that MongoDB or this store refuses, before a document is seen
 */
export function compileFilter(filter: Document, variables: Variables = {}): Predicate {
  const compile: CompileFilter = (nested) => compileFilter(nested, variables)
  const tests: Predicate[] = []
  for (const [name, condition] of Object.entries(filter)) {
    if (isLogical(name)) tests.push(logicalTest(name, condition, compile))
    else if (name === '$expr') tests.push(expressionTest(condition, variables))
    else if (isOperatorName(name)) {
      if (name === '$comment') continue
      refuseUnsupported(name)
      throw commandError('BadValue', `unknown top level operator: ${name}`)
    } else tests.push(fieldTest(name, condition, compile))
  }
  const [only] = tests
  return tests.length === 1 && only !== undefined ? only : (document) => tests.every((test) => test(document))
}
