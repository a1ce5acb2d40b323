import { type Document, field, isDocument, without } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { findIndex } from '../store/catalog.ts'
import type { Collection } from '../store/collection.ts'
import type { Index } from '../store/index-spec.ts'
import type { KeyRange } from '../store/scan.ts'
import { plainNumber } from '../values/numbers.ts'
import type { SortField } from '../values/sort.ts'
import { conditionsOf, type FilterConditions } from './conditions.ts'
import { isComplete } from './implication.ts'
import { type IndexAccess, indexAccess, WHOLE_INDEX } from './ranges.ts'

export interface CollectionScan {
  readonly kind: 'collection'
  readonly backwards: boolean
  /** True when the documents come in the wanted order. */
  readonly sorted: boolean
}

export interface IndexScan {
  readonly kind: 'index'
  readonly index: Index
  readonly ranges: readonly KeyRange[]
  readonly backwards: boolean
  readonly sorted: boolean
}

/** The documents of several scans, each document once: one scan for each clause of an `$or`. */
export interface UnionScan {
  readonly kind: 'union'
  readonly scans: readonly IndexScan[]
  readonly sorted: false
}

export type Plan = CollectionScan | IndexScan | UnionScan

export interface PlanRequest {
  readonly filter: Document
  readonly sort: readonly SortField[]
  /** True when only the first documents are wanted, so that the order of an index saves reading the others. */
  readonly limited: boolean
  readonly hint: unknown
}

interface Candidate {
  readonly scan: IndexScan
  readonly score: number
}

const SORT_SCORE = 3

/** 'forwards' or 'backwards' when the index gives the wanted order, undefined when it does not. */
function orderOf(
  index: Index,
  access: IndexAccess,
  sort: readonly SortField[],
): 'forwards' | 'backwards' | undefined {
  if (sort.length === 0 || index.multikey || !access.singlePrefix) return undefined
  const fixed = new Set(index.fields.slice(0, access.pointFields).map(({ name }) => name))
  const wanted = sort.filter(({ name }) => !fixed.has(name))
  const rest = index.fields.slice(access.pointFields)
  if (wanted.length > rest.length || !wanted.every(({ name }, at) => rest[at]?.name === name))
    return undefined
  if (wanted.every(({ descending }, at) => rest[at]?.descending === descending)) return 'forwards'
  return wanted.every(({ descending }, at) => rest[at]?.descending !== descending) ? 'backwards' : undefined
}

function scanOf(index: Index, access: IndexAccess, sort: readonly SortField[]): IndexScan {
  const order = orderOf(index, access, sort)
  return {
    kind: 'index',
    index,
    ranges: access.ranges,
    backwards: order === 'backwards',
    sorted: order !== undefined,
  }
}

function candidate(index: Index, conditions: FilterConditions, request: PlanRequest): Candidate | undefined {
  if (!isComplete(index, conditions)) return undefined
  const access = indexAccess(index, conditions)
  const scan = scanOf(index, access, request.sort)
  if (access.score === 0) return scan.sorted && request.limited ? { scan, score: 0 } : undefined
  return { scan, score: access.score + (scan.sorted ? SORT_SCORE : 0) }
}

function bestCandidate(
  collection: Collection,
  conditions: FilterConditions,
  request: PlanRequest,
): Candidate | undefined {
  let best: Candidate | undefined
  for (const index of collection.indexes) {
    const one = candidate(index, conditions, request)
    if (one !== undefined && (best === undefined || one.score > best.score)) best = one
  }
  return best
}

/** One index scan for each clause of an `$or`; undefined when a clause has no index. */
function unionOf(
  collection: Collection,
  request: PlanRequest,
  conditions: FilterConditions,
): UnionScan | undefined {
  for (const clauses of conditions.alternatives) {
    const scans = clauses.map((clause) => {
      // The other conditions of the filter hold in every clause and may complete an index.
      const whole = conditionsOf({ $and: [clause, without(request.filter, '$or')] })
      return bestCandidate(
        collection,
        { ...whole, alternatives: [] },
        { ...request, sort: [], limited: false },
      )
    })
    const found = scans.filter((one) => one !== undefined && one.score > 0).map((one) => one?.scan)
    const complete = found.filter((scan) => scan !== undefined)
    if (clauses.length > 0 && complete.length === clauses.length)
      return { kind: 'union', scans: complete, sorted: false }
  }
  return undefined
}

function hintedPlan(collection: Collection, request: PlanRequest): Plan {
  const { hint } = request
  const natural = isDocument(hint) ? field(hint, '$natural') : undefined
  if (natural !== undefined) {
    return { kind: 'collection', backwards: Number(plainNumber(natural)) < 0, sorted: false }
  }
  const index = findIndex(collection, hint)
  if (index === undefined) {
    throw commandError(
      'BadValue',
      'error processing query: planner returned error: hint provided does not correspond to an existing index',
    )
  }
  const conditions = conditionsOf(request.filter)
  if (index.partialFilter !== undefined && !isComplete(index, conditions)) {
    throw commandError('NoQueryExecutionPlans', 'error processing query: planner returned error: bad hint')
  }
  const access = indexAccess(index, conditions)
  return scanOf(index, access.score === 0 ? { ...access, ranges: WHOLE_INDEX } : access, request.sort)
}

/**
 * Chooses how to read the documents that may match. The plan gives a superset of the matching
 * documents (a hinted sparse index alone leaves out those without its fields, as in MongoDB).
 */
export function planQuery(collection: Collection, request: PlanRequest): Plan {
  if (request.hint !== undefined) return hintedPlan(collection, request)
  const conditions = conditionsOf(request.filter)
  const best = bestCandidate(collection, conditions, request)
  if (best !== undefined && best.score > 0) return best.scan
  return (
    unionOf(collection, request, conditions) ??
    best?.scan ?? { kind: 'collection', backwards: false, sorted: false }
  )
}
