import {
  cloneDocument,
  cloneValue,
  type Document,
  field,
  isDocument,
  withLeadingId,
} from '../bson/document.ts'
import { runUpdatePipeline } from '../aggregate/update-pipeline.ts'
import { commandError } from '../errors.ts'
import type { ValueTest } from '../query/leaf-test.ts'
import type { Variables } from '../query/match.ts'
import { equalValues } from '../values/compare.ts'
import { isArrayIndex } from '../values/paths.ts'
import { showValue } from '../values/show.ts'
import { UPDATE_OPERATORS } from './operators.ts'
import {
  childOf,
  existingContainer,
  expandPath,
  neededContainer,
  type PositionalContext,
  putChild,
} from './paths.ts'
import { compileArrayFilters, matchedIndex } from './positional.ts'
import { parseUpdate, type Update } from './validate.ts'

export interface UpdateRequest {
  readonly update: unknown
  readonly multi: boolean
  readonly filter: Document
  readonly arrayFilters: readonly Document[]
  readonly variables: Variables
}

/** An update that was checked as a whole and can be applied to many documents. */
export interface PreparedUpdate {
  readonly isReplacement: boolean
  /** The changed document; the given one is left alone. */
  apply(document: Document): Document
  /** The document that an upsert inserts, grown from the equalities of the filter. */
  insertFrom(seed: Document): Document
}

/** Fields in the order MongoDB writes them: by name, array indexes by number. */
function orderedPaths(operand: Document): string[] {
  const last = (path: string): string => path.slice(path.lastIndexOf('.') + 1)
  return Object.keys(operand).sort((a, b) => {
    if (isArrayIndex(last(a)) && isArrayIndex(last(b))) return a.localeCompare(b, 'en', { numeric: true })
    return a < b ? -1 : 1
  })
}

function rename(document: Document, from: readonly string[], to: readonly string[]): void {
  const container = existingContainer(document, from)
  const name = from.at(-1) ?? ''
  const value = container === undefined ? undefined : childOf(container, name)
  if (container === undefined || value === undefined) return
  if (Array.isArray(container)) throw commandError('BadValue', 'The source field cannot be an array element')
  Reflect.deleteProperty(container, name)
  const target = neededContainer(document, to)
  if (Array.isArray(target))
    throw commandError('BadValue', 'The destination field cannot be an array element')
  putChild(target, to.at(-1) ?? '', value)
}

function applyOperator(
  document: Document,
  name: string,
  operand: Document,
  context: PositionalContext,
  now: Date,
): void {
  for (const path of orderedPaths(operand)) {
    if (name === '$rename') {
      rename(document, path.split('.'), String(operand[path]).split('.'))
      continue
    }
    const operator = UPDATE_OPERATORS[name]
    if (operator === undefined) continue
    for (const parts of expandPath(document, path, context)) {
      const container = operator.creates
        ? neededContainer(document, parts)
        : existingContainer(document, parts)
      if (container !== undefined) operator.apply(container, parts.at(-1) ?? '', operand[path], now)
    }
  }
}

function applyOperators(
  document: Document,
  operators: Document,
  context: PositionalContext,
  inserting: boolean,
): Document {
  const result = cloneDocument(document)
  const now = new Date()
  for (const [name, operand] of Object.entries(operators)) {
    if (!isDocument(operand) || (name === '$setOnInsert' && !inserting)) continue
    applyOperator(result, name, operand, context, now)
  }
  return result
}

function checkArrayFiltersUsed(update: Update, filters: ReadonlyMap<string, ValueTest>): void {
  if (filters.size > 0 && update.kind !== 'operators') {
    throw commandError(
      'FailedToParse',
      'arrayFilters may not be specified for replacements and pipeline-style updates',
    )
  }
  if (update.kind !== 'operators') return
  const paths = Object.values(update.operators).flatMap((operand) =>
    isDocument(operand) ? Object.keys(operand) : [],
  )
  for (const identifier of filters.keys()) {
    if (!paths.some((path) => path.includes(`$[${identifier}]`))) {
      throw commandError(
        'FailedToParse',
        `The array filter for identifier '${identifier}' was not used in the update ${showValue(update.operators)}`,
      )
    }
  }
}

/** The `_id` of a stored document never changes and comes first. */
function keepId(before: Document, after: Document): Document {
  const id = field(before, '_id')
  if (id === undefined) return after
  const changed = field(after, '_id')
  if (changed === undefined || !equalValues(changed, id)) {
    throw commandError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    )
  }
  return withLeadingId(after, id)
}

function replaced(before: Document, replacement: Document): Document {
  const copy = cloneDocument(replacement)
  const id = field(before, '_id')
  return id === undefined || field(copy, '_id') !== undefined ? copy : { _id: cloneValue(id), ...copy }
}

/** Reads and checks an update with its array filters. @throws {CommandError} before any document is touched */
export function prepareUpdate(request: UpdateRequest): PreparedUpdate {
  const update = parseUpdate(request.update, request.multi)
  const arrayFilters = compileArrayFilters(request.arrayFilters)
  checkArrayFiltersUsed(update, arrayFilters)
  const run = (document: Document, inserting: boolean): Document => {
    switch (update.kind) {
      case 'pipeline':
        return runUpdatePipeline(document, update.stages, request.variables)
      case 'replacement':
        return replaced(document, update.document)
      case 'operators': {
        const index = inserting ? undefined : matchedIndex(request.filter, document)
        return applyOperators(document, update.operators, { matchedIndex: index, arrayFilters }, inserting)
      }
    }
  }
  return {
    isReplacement: update.kind === 'replacement',
    apply: (document) => keepId(document, run(document, false)),
    insertFrom: (seed) => keepId(seed, run(seed, true)),
  }
}
