import { randomInt } from 'node:crypto'
import { type Document, isDocument, setField } from '../bson/document.ts'
import { isDocumentArray } from '../bson/decode.ts'
import { commandError, locationError } from '../errors.ts'
import { createProjector, withValueAt } from '../projection/apply.ts'
import { compileFilter } from '../query/match.ts'
import { wholeNumber } from '../values/numbers.ts'
import { typeName } from '../values/order.ts'
import { parseSort, sortDocuments } from '../values/sort.ts'
import { createExpression } from './expression.ts'
import {
  documentOperand,
  onlyFields,
  type StageRun,
  type StageTable,
  textOperand,
  type PipelineEnvironment,
} from './stage.ts'

export function* filtered(
  input: Iterable<Document>,
  keep: (document: Document) => boolean,
): Iterable<Document> {
  for (const document of input) if (keep(document)) yield document
}

export function* mapped(
  input: Iterable<Document>,
  change: (document: Document) => Document,
): Iterable<Document> {
  for (const document of input) yield change(document)
}

function* limited(input: Iterable<Document>, count: number): Iterable<Document> {
  let left = count
  for (const document of input) {
    yield document
    left -= 1
    if (left === 0) return
  }
}

function* skipped(input: Iterable<Document>, count: number): Iterable<Document> {
  let left = count
  for (const document of input) {
    if (left > 0) left -= 1
    else yield document
  }
}

function match(operand: unknown, environment: PipelineEnvironment): StageRun {
  const matches = compileFilter(documentOperand(operand, '$match'), environment.variables)
  return (input) => filtered(input, matches)
}

function sort(operand: unknown): StageRun {
  const fields = parseSort(documentOperand(operand, '$sort'))
  if (fields.length === 0) throw locationError(15976, '$sort stage must have at least one sort key')
  return function* sorted(input) {
    yield* sortDocuments(input, fields)
  }
}

/** The number of `$limit`, which is at least 1. */
export function limitOperand(operand: unknown): number {
  const count = wholeNumber(operand)
  if (count === undefined || count <= 0) throw locationError(15958, 'the limit must be positive')
  return count
}

export function skipOperand(operand: unknown): number {
  const count = wholeNumber(operand)
  if (count === undefined || count < 0) {
    throw locationError(5107200, 'invalid argument to $skip stage: Expected a non-negative number')
  }
  return count
}

function project(operand: unknown, environment: PipelineEnvironment): StageRun {
  const spec = documentOperand(operand, '$project')
  const projector = createProjector(spec, 'aggregate', {}, environment.variables)
  if (projector === undefined)
    throw locationError(51272, 'projection specification must have at least one field')
  return (input) => mapped(input, projector)
}

/** Nested documents of `$addFields` mean nested fields: `{ a: { b: 1 } }` is `{ 'a.b': 1 }`. */
function flattened(spec: Document, prefix: string, found: [string, unknown][]): [string, unknown][] {
  for (const [name, value] of Object.entries(spec)) {
    const isFields =
      isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$')
    if (isFields) flattened(value, `${prefix}${name}.`, found)
    else found.push([`${prefix}${name}`, value])
  }
  return found
}

function addFields(operand: unknown, { variables }: PipelineEnvironment): StageRun {
  const spec = documentOperand(operand, '$addFields')
  const fields = flattened(spec, '', []).map(([path, expression]) => {
    if (path.startsWith('$'))
      throw locationError(16410, `FieldPath field names may not start with '$': '${path}'`)
    return { parts: path.split('.'), evaluate: createExpression(expression) }
  })
  return (input) =>
    mapped(input, (document) => {
      let result: unknown = document
      for (const { parts, evaluate } of fields)
        result = withValueAt(result, parts, evaluate(document, variables))
      return isDocument(result) ? result : document
    })
}

function unset(operand: unknown, environment: PipelineEnvironment): StageRun {
  const paths: readonly unknown[] = Array.isArray(operand) ? operand : [operand]
  const spec: Document = {}
  for (const path of paths) setField(spec, textOperand(path, '$unset'), false)
  return project(spec, environment)
}

function replaceWith(operand: unknown, { variables }: PipelineEnvironment): StageRun {
  const evaluate = createExpression(operand)
  return (input) =>
    mapped(input, (document) => {
      const root = evaluate(document, variables)
      if (isDocument(root)) return root
      throw locationError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type ${typeName(root)}`,
      )
    })
}

interface Unwinding {
  readonly parts: readonly string[]
  readonly indexParts: readonly string[] | undefined
  readonly keepEmpty: boolean
}

function unwindingOf(operand: unknown): Unwinding {
  const spec = typeof operand === 'string' ? { path: operand } : documentOperand(operand, '$unwind')
  onlyFields(spec, '$unwind', ['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'])
  const { path, includeArrayIndex, preserveNullAndEmptyArrays }: Document = spec
  if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2) {
    throw locationError(28818, "path option to $unwind stage should be prefixed with a '$'")
  }
  return {
    parts: path.slice(1).split('.'),
    indexParts:
      includeArrayIndex === undefined ? undefined : textOperand(includeArrayIndex, '$unwind').split('.'),
    keepEmpty: preserveNullAndEmptyArrays === true,
  }
}

function nestedValue(document: Document, parts: readonly string[]): unknown {
  let value: unknown = document
  for (const part of parts) value = isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined
  return value
}

function* unwound(document: Document, { parts, indexParts, keepEmpty }: Unwinding): Iterable<Document> {
  const value = nestedValue(document, parts)
  const emit = (item: unknown, index: bigint | null, changed: boolean): Document => {
    const one = changed ? (withValueAt(document, parts, item) as Document) : document
    return indexParts === undefined ? one : (withValueAt(one, indexParts, index) as Document)
  }
  if (Array.isArray(value) && value.length > 0) {
    for (const [index, item] of value.entries()) yield emit(item, BigInt(index), true)
  } else if (Array.isArray(value)) {
    if (keepEmpty) yield emit(undefined, null, true)
  } else if (keepEmpty || (value !== undefined && value !== null)) yield emit(value, null, false)
}

function unwind(operand: unknown): StageRun {
  const unwinding = unwindingOf(operand)
  return function* unwindAll(input) {
    for (const document of input) yield* unwound(document, unwinding)
  }
}

export function countOf(items: Iterable<unknown>): number {
  let total = 0
  const iterator = items[Symbol.iterator]()
  while (iterator.next().done !== true) total += 1
  return total
}

function count(operand: unknown): StageRun {
  const name = textOperand(operand, '$count')
  if (name.startsWith('$') || name.includes('.'))
    throw locationError(40158, 'the count field may not contain $ or .')
  return function* counted(input) {
    const total = countOf(input)
    if (total > 0) yield { [name]: total }
  }
}

function sample(operand: unknown): StageRun {
  const size = wholeNumber(documentOperand(operand, '$sample')['size'])
  if (size === undefined || size < 1)
    throw locationError(28747, 'size argument to $sample must be a positive number')
  return function* sampled(input) {
    const documents = [...input]
    for (let picked = 0; picked < size && documents.length > 0; picked++) {
      const [document] = documents.splice(randomInt(documents.length), 1)
      if (document !== undefined) yield document
    }
  }
}

export const BASIC_STAGES: StageTable = {
  $match: match,
  $sort: sort,
  $limit: (operand) => {
    const most = limitOperand(operand)
    return (input) => limited(input, most)
  },
  $skip: (operand) => {
    const first = skipOperand(operand)
    return (input) => skipped(input, first)
  },
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: (operand, environment) =>
    replaceWith(documentOperand(operand, '$replaceRoot')['newRoot'], environment),
  $replaceWith: replaceWith,
  $unwind: unwind,
  $count: count,
  $sample: sample,
  $documents: (operand) => {
    if (!isDocumentArray(operand))
      throw commandError('FailedToParse', '$documents expects an array of objects')
    return () => operand
  },
}
