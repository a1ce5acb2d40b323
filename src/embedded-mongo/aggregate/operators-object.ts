import { type Document, field, isDocument, setField, without } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { typeName } from '../values/order.ts'
import {
  arrayArgument,
  type Compile,
  type Evaluate,
  isNullish,
  namedArguments,
  type OperatorTable,
  strict,
  textArgument,
  variadic,
} from './scope.ts'

/** Later documents win; null and missing ones are skipped. */
export function mergeObjects(values: readonly unknown[]): Document {
  const merged: Document = {}
  for (const value of values) {
    if (isNullish(value)) continue
    if (!isDocument(value)) {
      throw commandError(
        'TypeMismatch',
        `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
      )
    }
    for (const [name, item] of Object.entries(value)) setField(merged, name, item)
  }
  return merged
}

function objectToArray(value: unknown): unknown {
  if (!isDocument(value)) throw commandError('TypeMismatch', '$objectToArray requires a document input')
  return Object.entries(value).map(([k, v]) => ({ k, v }))
}

function pairOf(entry: unknown): readonly [unknown, unknown] {
  if (Array.isArray(entry) && entry.length === 2) return [entry[0], entry[1]]
  if (isDocument(entry) && 'k' in entry && 'v' in entry) return [entry['k'], entry['v']]
  throw commandError('BadValue', '$arrayToObject requires pairs of key and value')
}

function arrayToObject(value: unknown): unknown {
  const result: Document = {}
  for (const entry of arrayArgument(value, '$arrayToObject')) {
    const [name, item] = pairOf(entry)
    setField(result, textArgument(name, '$arrayToObject'), item)
  }
  return result
}

function compileGetField(operand: unknown, compile: Compile): Evaluate {
  const named = isDocument(operand) && 'field' in operand ? operand : { field: operand }
  const [name, input] = [compile(named['field']), compile(named['input'] ?? '$$CURRENT')]
  return (scope) => {
    const value = input(scope)
    return isDocument(value) ? field(value, textArgument(name(scope), '$getField')) : undefined
  }
}

/** A copy of a document with one field set; `$$REMOVE` takes the field away. */
function withField(input: unknown, name: string, value: unknown, operator: string): unknown {
  if (isNullish(input)) return null
  if (!isDocument(input))
    throw commandError('TypeMismatch', `${operator} requires 'input' to evaluate to an object`)
  if (value === undefined) return without(input, name)
  const copy = { ...input }
  setField(copy, name, value)
  return copy
}

/** The field name is taken as it is written, with its dots and dollars. */
function constantName(expression: unknown, operator: string): string {
  const name = isDocument(expression) && '$literal' in expression ? expression['$literal'] : expression
  if (typeof name !== 'string' || (name === expression && name.startsWith('$'))) {
    throw commandError('FailedToParse', `${operator} requires 'field' to be a constant string`)
  }
  return name
}

function compileSetField(operand: unknown, compile: Compile, operator: string): Evaluate {
  const named = namedArguments(operand, operator, ['field', 'input', 'value'])
  const name = constantName(named['field'], operator)
  const [input, value] = [compile(named['input']), compile(named['value'])]
  return (scope) => withField(input(scope), name, value(scope), operator)
}

function compileUnsetField(operand: unknown, compile: Compile, operator: string): Evaluate {
  const named = namedArguments(operand, operator, ['field', 'input'])
  const name = constantName(named['field'], operator)
  const input = compile(named['input'])
  return (scope) => withField(input(scope), name, undefined, operator)
}

export const OBJECT_OPERATORS: OperatorTable = {
  $mergeObjects: variadic((values) => {
    const [only] = values
    return mergeObjects(values.length === 1 && Array.isArray(only) ? only : values)
  }),
  $objectToArray: strict(1, objectToArray),
  $arrayToObject: strict(1, arrayToObject),
  $getField: compileGetField,
  $setField: compileSetField,
  $unsetField: compileUnsetField,
}
