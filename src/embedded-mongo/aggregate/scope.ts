import { type Document, field, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'

/** What an expression sees: the document it runs on and the variables (`$$name`) around it. */
export interface Scope {
  readonly root: Document
  readonly variables: Readonly<Document>
}

export type Evaluate = (scope: Scope) => unknown
export type Compile = (expression: unknown) => Evaluate

/** Builds the evaluation of one operator from its uncompiled operand. */
export type OperatorCompiler = (operand: unknown, compile: Compile, name: string) => Evaluate
export type OperatorTable = Readonly<Record<string, OperatorCompiler>>

/**
 * The value of a field path in an expression. An array on the way gives the array of its
 * documents' values; unlike in filters, a number in a path is a field name.
 */
export function pathValue(value: unknown, parts: readonly string[], at = 0): unknown {
  if (at === parts.length) return value
  if (isDocument(value)) return pathValue(field(value, parts[at] ?? ''), parts, at + 1)
  if (!Array.isArray(value)) return undefined
  const found: unknown[] = []
  for (const item of value as unknown[]) {
    const inner = isDocument(item) ? pathValue(item, parts, at) : undefined
    if (inner !== undefined) found.push(inner)
  }
  return found
}

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

export function withVariables(scope: Scope, added: Document): Scope {
  return { root: scope.root, variables: { ...scope.variables, ...added } }
}

/** Compiles an operand that is a list of a certain length; one that is no list counts as a list of one. */
export function compileList(
  operand: unknown,
  compile: Compile,
  name: string,
  min: number,
  max = min,
): Evaluate[] {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand]
  if (list.length < min || list.length > max) {
    const wanted = min === max ? `exactly ${min}` : `at least ${min} and at most ${max}`
    throw commandError(
      'FailedToParse',
      `Expression ${name} takes ${wanted} arguments. ${list.length} were passed in.`,
    )
  }
  return list.map(compile)
}

/** An operator over a fixed number of evaluated arguments. */
export function fixed(count: number, apply: (...values: unknown[]) => unknown): OperatorCompiler {
  return (operand, compile, name) => {
    const inputs = compileList(operand, compile, name, count)
    return (scope) => apply(...inputs.map((input) => input(scope)))
  }
}

/** As `fixed`; gives null when an argument is null or missing. */
export function strict(count: number, apply: (...values: unknown[]) => unknown): OperatorCompiler {
  return fixed(count, (...values) => (values.some(isNullish) ? null : apply(...values)))
}

/** An operator over any number of evaluated arguments. */
export function variadic(apply: (values: readonly unknown[]) => unknown): OperatorCompiler {
  return (operand, compile, name) => {
    const inputs = compileList(operand, compile, name, 0, Number.POSITIVE_INFINITY)
    return (scope) => apply(inputs.map((input) => input(scope)))
  }
}

/** The operand of an operator that takes a document of named arguments. */
export function namedArguments(
  operand: unknown,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Document {
  if (!isDocument(operand))
    throw commandError('FailedToParse', `${name} only supports an object as its argument`)
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key)) {
      throw commandError('FailedToParse', `Unrecognized argument to ${name}: ${key}`)
    }
  }
  const missing = required.find((key) => !Object.hasOwn(operand, key))
  if (missing !== undefined) throw commandError('FailedToParse', `Missing '${missing}' parameter to ${name}`)
  return operand
}

/** Compiles each given argument. */
export function compileNamed(named: Document, compile: Compile): (scope: Scope) => Document {
  const compiled = Object.entries(named).map(([name, expression]) => [name, compile(expression)] as const)
  return (scope) => Object.fromEntries(compiled.map(([name, evaluate]) => [name, evaluate(scope)]))
}

export function textArgument(value: unknown, name: string): string {
  if (typeof value !== 'string') throw commandError('TypeMismatch', `${name} requires a string argument`)
  return value
}

export function arrayArgument(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw commandError('TypeMismatch', `${name} requires an array argument`)
  return value
}
