import { type Document, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import type { ValueTest } from '../query/leaf-test.ts'
import { compileFilter } from '../query/match.ts'
import { elementPredicate } from '../query/operators.ts'
import { valueAt } from '../values/paths.ts'

function conditionPredicate(condition: unknown, rest: readonly string[]): ValueTest {
  if (rest.length > 0) {
    const matches = compileFilter({ [rest.join('.')]: condition })
    return (element) => isDocument(element) && matches(element)
  }
  const elements = isDocument(condition) ? condition['$elemMatch'] : undefined
  if (isDocument(elements)) return elementPredicate(elements, compileFilter)
  const matches = compileFilter({ element: condition })
  return (element) => matches({ element })
}

function indexForField(path: string, condition: unknown, document: Document): number | undefined {
  const parts = path.split('.')
  for (let length = 1; length <= parts.length; length++) {
    const array = valueAt(document, parts.slice(0, length))
    if (!Array.isArray(array)) continue
    const index = array.findIndex(conditionPredicate(condition, parts.slice(length)))
    if (index >= 0) return index
  }
  return undefined
}

/** Index of the array element by which the query matched the document: what `$` stands for. */
export function matchedIndex(filter: Document, document: Document): number | undefined {
  for (const [name, condition] of Object.entries(filter)) {
    const clauses = name === '$and' && Array.isArray(condition) ? condition.filter(isDocument) : undefined
    if (clauses === undefined && name.startsWith('$')) continue
    const index =
      clauses === undefined
        ? indexForField(name, condition, document)
        : clauses.map((clause) => matchedIndex(clause, document)).find((found) => found !== undefined)
    if (index !== undefined) return index
  }
  return undefined
}

function identifiersOf(filter: Document, found: Set<string>): Set<string> {
  for (const [name, condition] of Object.entries(filter)) {
    if (!name.startsWith('$')) found.add(name.split('.')[0] ?? '')
    else
      for (const clause of Array.isArray(condition) ? condition : [condition]) {
        if (isDocument(clause)) identifiersOf(clause, found)
      }
  }
  return found
}

/** One test for each identifier of `arrayFilters`. */
export function compileArrayFilters(filters: readonly Document[]): ReadonlyMap<string, ValueTest> {
  const tests = new Map<string, ValueTest>()
  for (const filter of filters) {
    const [identifier, another] = identifiersOf(filter, new Set())
    if (identifier === undefined || another !== undefined) {
      throw commandError(
        'FailedToParse',
        'Error parsing array filter: expected a single top-level field name',
      )
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
      throw commandError(
        'BadValue',
        `Error parsing array filter: the identifier '${identifier}' is not alphanumeric`,
      )
    }
    if (tests.has(identifier)) {
      throw commandError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${identifier}`,
      )
    }
    const matches = compileFilter(filter)
    tests.set(identifier, (element) => matches({ [identifier]: element }))
  }
  return tests
}
