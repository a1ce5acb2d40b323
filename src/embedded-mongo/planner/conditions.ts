import { type Document, isDocument } from '../bson/document.ts'
import { isLogical, isOperatorDocument, isValueForm } from '../query/leaf-test.ts'
import { compareValues } from '../values/compare.ts'
import { isRegExp, RANK, rankOf } from '../values/order.ts'

/** More values than this are not looked up one by one. */
export const MAX_POINTS = 5000

export interface Bound {
  readonly value: unknown
  readonly inclusive: boolean
}

/** What a filter demands of one path; everything here must hold for every matching document. */
export interface PathConditions {
  readonly equals: unknown[]
  /** The shortest of the `$in` lists. */
  among: readonly unknown[] | undefined
  lower: Bound | undefined
  upper: Bound | undefined
  /** All operators as they were written, for reasoning about partial indexes. */
  readonly operators: Document[]
}

export interface FilterConditions {
  readonly paths: ReadonlyMap<string, PathConditions>
  /** The clauses of each `$or`. */
  readonly alternatives: readonly (readonly Document[])[]
}

/** Arrays match as a whole and by their elements; an index holds only the elements. */
function isPoint(value: unknown): boolean {
  return value !== undefined && !isRegExp(value) && !Array.isArray(value)
}

const NO_RANGE: ReadonlySet<number> = new Set([
  RANK.undefined,
  RANK.null,
  RANK.object,
  RANK.array,
  RANK.regExp,
  RANK.minKey,
  RANK.maxKey,
])

function isBound(value: unknown): boolean {
  return !NO_RANGE.has(rankOf(value)) && !(typeof value === 'number' && Number.isNaN(value))
}

function raiseLower(conditions: PathConditions, value: unknown, inclusive: boolean): void {
  if (!isBound(value)) return
  if (conditions.lower === undefined || compareValues(value, conditions.lower.value) > 0) {
    conditions.lower = { value, inclusive }
  }
}

function dropUpper(conditions: PathConditions, value: unknown, inclusive: boolean): void {
  if (!isBound(value)) return
  if (conditions.upper === undefined || compareValues(value, conditions.upper.value) < 0) {
    conditions.upper = { value, inclusive }
  }
}

function addAmong(conditions: PathConditions, list: unknown): void {
  if (!Array.isArray(list) || list.length > MAX_POINTS || !list.every(isPoint)) return
  if (conditions.among === undefined || list.length < conditions.among.length) conditions.among = list
}

function addOperator(conditions: PathConditions, operator: string, operand: unknown): void {
  switch (operator) {
    case '$eq':
      if (isPoint(operand)) conditions.equals.push(operand)
      break
    case '$in':
      addAmong(conditions, operand)
      break
    case '$gt':
    case '$gte':
      raiseLower(conditions, operand, operator === '$gte')
      break
    case '$lt':
    case '$lte':
      dropUpper(conditions, operand, operator === '$lte')
      break
    default:
  }
}

class Collector {
  readonly paths = new Map<string, PathConditions>()
  readonly alternatives: Document[][] = []

  add(filter: Document, prefix: string): void {
    for (const [name, condition] of Object.entries(filter)) {
      if (isLogical(name)) this.#addLogical(name, condition, prefix)
      else if (!name.startsWith('$')) this.#addField(`${prefix}${name}`, condition)
    }
  }

  #addLogical(name: string, clauses: unknown, prefix: string): void {
    if (!Array.isArray(clauses)) return
    const documents = clauses.filter(isDocument)
    if (name === '$and') for (const clause of documents) this.add(clause, prefix)
    if (name === '$or' && prefix === '') this.alternatives.push(documents)
  }

  #addField(path: string, condition: unknown): void {
    const operators = isOperatorDocument(condition) ? condition : { $eq: condition }
    const conditions = this.#at(path)
    conditions.operators.push(operators)
    for (const [operator, operand] of Object.entries(operators)) {
      addOperator(conditions, operator, operand)
      // One element has all of the fields; its array has an index entry for each of them.
      if (operator === '$elemMatch' && isDocument(operand) && !isValueForm(operand))
        this.add(operand, `${path}.`)
    }
  }

  #at(path: string): PathConditions {
    const known = this.paths.get(path)
    if (known !== undefined) return known
    const created: PathConditions = {
      equals: [],
      among: undefined,
      lower: undefined,
      upper: undefined,
      operators: [],
    }
    this.paths.set(path, created)
    return created
  }
}

/** What must hold for every document that matches the filter. */
export function conditionsOf(filter: Document): FilterConditions {
  const collector = new Collector()
  collector.add(filter, '')
  return { paths: collector.paths, alternatives: collector.alternatives }
}
