import { type Document, firstKey, isDocument, without } from '../bson/document.ts'
import { commandError, notSupported } from '../errors.ts'
import { isOperatorDocument, type Predicate } from '../query/leaf-test.ts'
import { compileFilter } from '../query/match.ts'
import { isTruthy, plainNumber } from '../values/numbers.ts'
import { typeName } from '../values/order.ts'
import { showValue } from '../values/show.ts'

export interface IndexField {
  readonly name: string
  readonly parts: readonly string[]
  readonly descending: boolean
}

/** Fields of an index by their positions: bit n stands for field n, the last bit for all fields from there on. */
export type FieldSet = number

const LAST_BIT = 29
export const ALL_FIELDS: FieldSet = 2 ** (LAST_BIT + 1) - 1

export function fieldAt(position: number): FieldSet {
  return 1 << Math.min(position, LAST_BIT)
}

/** True when some document has had an array in the field at this position. */
export function isMultikeyAt({ multikey }: Pick<Index, 'multikey'>, position: number): boolean {
  return (multikey & fieldAt(position)) !== 0
}

/** One index as the catalog knows it. */
export interface Index {
  readonly id: number
  readonly name: string
  /** The specification as `listIndexes` gives it. */
  readonly spec: Document
  readonly fields: readonly IndexField[]
  readonly unique: boolean
  readonly sparse: boolean
  readonly partialFilter: Document | undefined
  /** Seconds after which a document is deleted, counted from its date. */
  readonly expireAfterSeconds: number | undefined
  /** The fields that some document has had arrays in: their bounds cannot be combined, nor their order used. */
  multikey: FieldSet
  /** True for documents that have entries in this index. */
  readonly covers: Predicate
}

const OPTIONS = new Set(
  'v key name unique sparse partialFilterExpression expireAfterSeconds background ns collation hidden'.split(
    ' ',
  ),
)

function checkKeyField(name: string, direction: unknown): void {
  if (typeof direction === 'string') throw notSupported(`the index type '${direction}'`)
  const order = plainNumber(direction)
  if (order === undefined || Number(order) === 0 || Number.isNaN(order)) {
    throw commandError(
      'CannotCreateIndex',
      `Values in v:2 index key pattern cannot be of type ${typeName(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    )
  }
  if (name.includes('$**')) throw notSupported('a wildcard index')
  if (name === '' || name.split('.').some((part) => part === '' || part.startsWith('$'))) {
    throw commandError('CannotCreateIndex', `Index key contains an illegal field name: ${name}`)
  }
}

const PARTIAL_OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$type', '$exists'])

/** MongoDB allows only some conditions here, because the planner has to reason about them. */
function checkPartialFilter(filter: Document): void {
  for (const [name, condition] of Object.entries(filter)) {
    if ((name === '$and' || name === '$or') && Array.isArray(condition)) {
      for (const clause of condition) if (isDocument(clause)) checkPartialFilter(clause)
    } else if (name.startsWith('$')) {
      throw commandError('CannotCreateIndex', `unsupported expression in partial index: ${name}`)
    } else if (isOperatorDocument(condition)) checkPartialOperators(condition)
  }
}

function checkPartialOperators(condition: Document): void {
  for (const [operator, operand] of Object.entries(condition)) {
    if (!PARTIAL_OPERATORS.has(operator) || (operator === '$exists' && !isTruthy(operand))) {
      throw commandError(
        'CannotCreateIndex',
        `unsupported expression in partial index: ${showValue(condition)}`,
      )
    }
  }
}

function checkOptions(spec: Document): void {
  const unknown = Object.keys(spec).find((name) => !OPTIONS.has(name))
  if (unknown !== undefined) throw notSupported(`the index option '${unknown}'`)
  const collation = spec['collation']
  if (isDocument(collation) && collation['locale'] !== 'simple') throw notSupported('collation')
  if (isTruthy(spec['hidden'])) throw notSupported('a hidden index')
}

function checkExpiry(spec: Document, keys: Document): void {
  if (spec['expireAfterSeconds'] === undefined) return
  const seconds = plainNumber(spec['expireAfterSeconds'])
  if (seconds === undefined || !(seconds >= 0) || !(seconds <= 2147483647)) {
    throw commandError('CannotCreateIndex', 'TTL index expireAfterSeconds must be between 0 and 2147483647')
  }
  if (Object.keys(keys).length !== 1) {
    throw commandError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL.',
    )
  }
  if (firstKey(keys) === '_id') {
    throw commandError('CannotCreateIndex', 'The field _id may not have a TTL index')
  }
}

/** Checks what a client asks for and gives the specification that is stored. */
export function checkedSpec(requested: Document): Document {
  checkOptions(requested)
  const spec = without(requested, 'background', 'ns')
  const { key, name, partialFilterExpression } = spec
  if (!isDocument(key) || firstKey(key) === undefined) {
    throw commandError('CannotCreateIndex', 'Index keys cannot be empty.')
  }
  if (typeof name !== 'string' || name === '') {
    throw commandError('FailedToParse', "The 'name' field is a required property of an index specification")
  }
  for (const [path, direction] of Object.entries(key)) checkKeyField(path, direction)
  checkExpiry(spec, key)
  if (partialFilterExpression !== undefined) {
    if (!isDocument(partialFilterExpression)) {
      throw commandError('CannotCreateIndex', "'partialFilterExpression' for an index has to be a document")
    }
    compileFilter(partialFilterExpression)
    checkPartialFilter(partialFilterExpression)
    if (isTruthy(spec['sparse'])) {
      throw commandError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options')
    }
  }
  return { v: 2, ...spec }
}

/** True when the path leads to a field, through arrays if need be. */
function hasPath(value: unknown, parts: readonly string[]): boolean {
  const [name, ...rest] = parts
  if (name === undefined) return true
  if (Array.isArray(value)) return value.some((item) => isDocument(item) && hasPath(item, parts))
  return isDocument(value) && Object.hasOwn(value, name) && hasPath(value[name], rest)
}

function coverage(fields: readonly IndexField[], sparse: boolean, partial: Document | undefined): Predicate {
  const matches = partial === undefined ? undefined : compileFilter(partial)
  if (matches !== undefined) return matches
  return sparse ? (document) => fields.some(({ parts }) => hasPath(document, parts)) : () => true
}

export function indexFromSpec(id: number, spec: Document, multikey: FieldSet): Index {
  const keys = isDocument(spec['key']) ? spec['key'] : {}
  const fields = Object.entries(keys).map(([name, direction]) => ({
    name,
    parts: name.split('.'),
    descending: Number(plainNumber(direction)) < 0,
  }))
  const partial = isDocument(spec['partialFilterExpression']) ? spec['partialFilterExpression'] : undefined
  const expiry = plainNumber(spec['expireAfterSeconds'])
  const name = String(spec['name'])
  return {
    id,
    name,
    spec,
    fields,
    unique: name === '_id_' || isTruthy(spec['unique']),
    sparse: isTruthy(spec['sparse']),
    partialFilter: partial,
    expireAfterSeconds: expiry === undefined ? undefined : Number(expiry),
    multikey,
    covers: coverage(fields, isTruthy(spec['sparse']), partial),
  }
}
