import { field, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { findIndex } from '../store/catalog.ts'
import type { Collection } from '../store/collection.ts'
import { plainNumber } from '../values/numbers.ts'
import { type Candidate, candidatesOf, indexScan, type PlanRequest } from './candidates.ts'
import { conditionsOf } from './conditions.ts'
import { isComplete } from './implication.ts'
import { indexAccess, UNIQUE_SCORE, WHOLE_INDEX } from './ranges.ts'
import type { CollectionScan, Plan } from './scans.ts'
import { unionsOf } from './union.ts'

const COLLECTION_SCAN: CollectionScan = { kind: 'collection', backwards: false, sorted: false }

/** More plans than this are not tried against each other. */
const MAX_PLANS = 4

function hintedPlan(collection: Collection, request: PlanRequest): Plan {
  const { hint } = request
  const natural = isDocument(hint) ? field(hint, '$natural') : undefined
  if (natural !== undefined) return { ...COLLECTION_SCAN, backwards: Number(plainNumber(natural)) < 0 }
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
  return indexScan(index, access.score === 0 ? { ...access, ranges: WHOLE_INDEX } : access, request.sort)
}

/** True when the other plan cannot be better: it uses no further condition, and gives no better order. */
function isDominated(one: Candidate, other: Candidate): boolean {
  if (one.order > other.order || ![...one.uses].every((path) => other.uses.has(path))) return false
  const isEqual = one.order === other.order && one.uses.size === other.uses.size
  return !isEqual || other.score > one.score || (other.score === one.score && other.position < one.position)
}

/**
 * The ways to read the documents that may match that could be best, the likeliest first; which of
 * several is best depends on the documents and is found out by trying. Each gives a superset of the
 * matching documents (a hinted sparse index alone leaves out those without its fields, as in MongoDB).
 */
export function plansFor(collection: Collection, request: PlanRequest): readonly [Plan, ...Plan[]] {
  if (request.hint !== undefined) return [hintedPlan(collection, request)]
  const conditions = conditionsOf(request.filter)
  const all = [...candidatesOf(collection, conditions, request), ...unionsOf(collection, conditions, request)]
  const narrow = all.filter(({ score }) => score > 0)
  const useful = narrow.length > 0 && !request.limited ? narrow : all
  const best = useful
    .filter((one) => !useful.some((other) => other !== one && isDominated(one, other)))
    .sort((a, b) => b.order - a.order || b.score - a.score || a.position - b.position)
  const unique = best.find(({ score }) => score >= UNIQUE_SCORE)
  const [first, ...others] = (unique === undefined ? best : [unique]).slice(0, MAX_PLANS)
  return first === undefined ? [COLLECTION_SCAN] : [first.scan, ...others.map(({ scan }) => scan)]
}
