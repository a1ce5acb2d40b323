import { type Document, field, isDocument, setField } from '../bson/document.ts'
import { createExpression } from '../aggregate/expression.ts'
import { commandError, locationError } from '../errors.ts'
import type { ValueTest } from '../query/leaf-test.ts'
import { compileFilter, type Variables } from '../query/match.ts'
import { elementPredicate } from '../query/operators.ts'
import { matchedIndex } from '../update/positional.ts'
import { wholeNumber } from '../values/numbers.ts'
import { valueAt } from '../values/paths.ts'
import { type FieldTree, parseProjection, type ProjectionDialect, type SpecialField } from './projection.ts'

export type Projector = (document: Document) => Document

type SpecialStep = (result: Document, source: Document) => void

function included(document: Document, tree: FieldTree): Document {
  const result: Document = {}
  for (const [name, value] of Object.entries(document)) {
    const wanted = tree.get(name)
    if (wanted === true) setField(result, name, value)
    else if (wanted !== undefined && wanted !== false) {
      const inner = includedValue(value, wanted)
      if (inner !== undefined) setField(result, name, inner)
    }
  }
  return result
}

/** A value that has no fields has none of the wanted ones and is left out. */
function includedValue(value: unknown, tree: FieldTree): unknown {
  if (isDocument(value)) return included(value, tree)
  if (!Array.isArray(value)) return undefined
  return value.map((item: unknown) => includedValue(item, tree)).filter((item) => item !== undefined)
}

function excluded(document: Document, tree: FieldTree): Document {
  const result: Document = {}
  for (const [name, value] of Object.entries(document)) {
    const rule = tree.get(name)
    if (rule === false) continue
    setField(result, name, rule === undefined || rule === true ? value : excludedValue(value, rule))
  }
  return result
}

function excludedValue(value: unknown, tree: FieldTree): unknown {
  if (isDocument(value)) return excluded(value, tree)
  return Array.isArray(value) ? value.map((item: unknown) => excludedValue(item, tree)) : value
}

/** A copy with the value at the path; arrays on the way get it in each of their elements. */
export function withValueAt(value: unknown, parts: readonly string[], put: unknown): unknown {
  const [name, ...rest] = parts
  if (name === undefined) return put
  if (Array.isArray(value)) return value.map((item: unknown) => withValueAt(item, parts, put))
  const copy: Document = isDocument(value) ? { ...value } : {}
  const inner = withValueAt(field(copy, name), rest, put)
  if (inner !== undefined) setField(copy, name, inner)
  else Reflect.deleteProperty(copy, name)
  return copy
}

function putValue(result: Document, path: string, value: unknown): void {
  const [name = '', ...rest] = path.split('.')
  const inner = withValueAt(field(result, name), rest, value)
  if (inner !== undefined) setField(result, name, inner)
}

function sliceBounds(argument: unknown): readonly [number, number | undefined] {
  const [first, second] = Array.isArray(argument) ? argument.map(wholeNumber) : [wholeNumber(argument)]
  if (first === undefined || (Array.isArray(argument) && (second === undefined || second <= 0))) {
    throw commandError('BadValue', '$slice takes a number or [skip, limit > 0]')
  }
  if (Array.isArray(argument)) return [first, second]
  return first < 0 ? [first, undefined] : [0, first]
}

function sliceStep(path: string, argument: unknown): SpecialStep {
  const [start, count] = sliceBounds(argument)
  return (result, source) => {
    const array = valueAt(source, path.split('.'))
    if (!Array.isArray(array)) return
    const from = start < 0 ? Math.max(0, array.length + start) : start
    putValue(result, path, array.slice(from, count === undefined ? undefined : from + count))
  }
}

function elemMatchStep(path: string, condition: unknown): SpecialStep {
  if (!isDocument(condition)) throw commandError('BadValue', '$elemMatch needs an Object')
  const matches: ValueTest = elementPredicate(condition, compileFilter)
  return (result, source) => {
    const array = valueAt(source, path.split('.'))
    const found: unknown = Array.isArray(array) ? array.find(matches) : undefined
    if (found !== undefined) putValue(result, path, [found])
  }
}

function positionalStep(path: string, filter: Document): SpecialStep {
  return (result, source) => {
    const value = valueAt(source, path.split('.'))
    if (!Array.isArray(value)) {
      if (value !== undefined) putValue(result, path, value)
      return
    }
    const index = matchedIndex(filter, source)
    if (index === undefined) {
      throw locationError(
        51246,
        "Executor error during find command: positional operator '.$' couldn't find a matching element in the array",
      )
    }
    putValue(result, path, [value[index]])
  }
}

function specialStep(special: SpecialField, filter: Document, variables: Variables): SpecialStep {
  switch (special.kind) {
    case 'slice':
      return sliceStep(special.path, special.argument)
    case 'elemMatch':
      return elemMatchStep(special.path, special.condition)
    case 'positional':
      return positionalStep(special.path, filter)
    case 'computed': {
      const evaluate = createExpression(special.expression)
      return (result, source) => {
        const value = evaluate(source, variables)
        if (value !== undefined) putValue(result, special.path, value)
      }
    }
  }
}

/** `_id` comes first when it is wanted and is not computed. */
function withWantedId(result: Document, source: Document, withId: boolean): Document {
  const { _id, ...others } = result
  if (!withId) return others
  const id = _id ?? field(source, '_id')
  return id === undefined ? others : { _id: id, ...others }
}

/**
 * Compiles a projection; undefined when every document is given whole.
 *
 * @param filter the query, for the positional projection `$`
 */
export function createProjector(
  spec: Document,
  dialect: ProjectionDialect,
  filter: Document,
  variables: Variables,
): Projector | undefined {
  const plan = parseProjection(spec, dialect)
  if (plan === undefined) return undefined
  const steps = plan.special.map((special) => specialStep(special, filter, variables))
  const hasOwnId = plan.special.some(({ path }) => path === '_id')
  return (document) => {
    const result = plan.mode === 'include' ? included(document, plan.tree) : excluded(document, plan.tree)
    for (const step of steps) step(result, document)
    return withWantedId(result, document, plan.withId || hasOwnId)
  }
}
