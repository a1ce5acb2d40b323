import { cloneValue, type Document, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { isOperatorDocument } from '../query/leaf-test.ts'
import { isRegExp } from '../values/order.ts'
import { childOf, neededContainer, putChild } from './paths.ts'

/** The one value that an operator document leaves possible: `$eq`, or `$in` and `$all` with one value. */
function onlyValue(condition: Document): unknown {
  if ('$eq' in condition) return condition['$eq']
  for (const name of ['$in', '$all']) {
    const list = condition[name]
    if (!Array.isArray(list) || list.length !== 1) continue
    const value: unknown = list[0]
    return isRegExp(value) || isOperatorDocument(value) ? undefined : value
  }
  return undefined
}

function putSeed(seed: Document, path: string, value: unknown): void {
  const parts = path.split('.')
  const container = neededContainer(seed, parts)
  const name = parts.at(-1) ?? ''
  if (childOf(container, name) !== undefined) {
    throw commandError(
      'NotSingleValueField',
      `cannot infer query fields to set, path '${path}' is matched twice`,
    )
  }
  putChild(container, name, cloneValue(value))
}

function collectClauses(name: string, condition: unknown, seed: Document): void {
  const clauses = Array.isArray(condition) ? condition.filter(isDocument) : []
  if (name !== '$and' && (name !== '$or' || clauses.length !== 1)) return
  for (const clause of clauses) collect(clause, seed)
}

function collectField(path: string, condition: unknown, seed: Document): void {
  const value = isOperatorDocument(condition) ? onlyValue(condition) : condition
  if (value !== undefined && !isRegExp(value)) putSeed(seed, path, value)
}

function collect(filter: Document, seed: Document): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name.startsWith('$')) collectClauses(name, condition, seed)
    else collectField(name, condition, seed)
  }
}

/** The fields that a new document takes from the filter of its upsert. */
export function seedFromFilter(filter: Document): Document {
  const seed: Document = {}
  collect(filter, seed)
  return seed
}
