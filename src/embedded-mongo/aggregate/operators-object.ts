import { type Document, field, isDocument, setField } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { typeName } from '../values/order.ts'
import {
  arrayArgument,
  type Compile,
  type Evaluate,
  isNullish,
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

export const OBJECT_OPERATORS: OperatorTable = {
  $mergeObjects: variadic((values) => {
    const [only] = values
    return mergeObjects(values.length === 1 && Array.isArray(only) ? only : values)
  }),
  $objectToArray: strict(1, objectToArray),
  $arrayToObject: strict(1, arrayToObject),
  $getField: compileGetField,
}
