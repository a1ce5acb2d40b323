import { type Document, without } from '../bson/document.ts'
import type { Collection } from '../store/collection.ts'
import {
  type Candidate,
  candidatesOf,
  FEW_RANGES,
  MAX_MERGED_RANGES,
  type PlanRequest,
} from './candidates.ts'
import { conditionsOf, type FilterConditions } from './conditions.ts'
import type { IndexScan } from './scans.ts'

interface ClauseScan {
  readonly scan: IndexScan
  readonly candidate: Candidate
}

/** The best index for one clause; one that only uses what the rest of the filter says is no help. */
function bestForClause(
  collection: Collection,
  clause: Document,
  known: FilterConditions,
  request: PlanRequest,
): ClauseScan | undefined {
  // The other conditions of the filter hold in every clause and may complete an index.
  const whole = conditionsOf({ $and: [clause, without(request.filter, '$or')] })
  const [best] = candidatesOf(collection, { ...whole, alternatives: [] }, request)
    .filter(({ score, uses }) => score > 0 && [...uses].some((path) => !known.paths.has(path)))
    .sort((a, b) => b.score - a.score || b.order - a.order)
  return best?.scan.kind === 'index' ? { scan: best.scan, candidate: best } : undefined
}

/** How well the scans can be merged into the wanted order: each has to give all of its fields, in one direction. */
function unionOrder(scans: readonly IndexScan[], sortFields: number): number {
  const [first] = scans
  const ranges = scans.reduce((sum, scan) => sum + scan.ranges.length, 0)
  const fits = scans.every(
    (scan) => scan.sorted && scan.sortedFields === sortFields && scan.backwards === first?.backwards,
  )
  if (sortFields === 0 || !fits || ranges > MAX_MERGED_RANGES) return 0
  return ranges > FEW_RANGES ? 1 : 2
}

function unionOf(
  collection: Collection,
  conditions: FilterConditions,
  request: PlanRequest,
  number: number,
): Candidate | undefined {
  const clauses = conditions.alternatives[number] ?? []
  const found = clauses.map((clause) => bestForClause(collection, clause, conditions, request))
  const complete = found.filter((one) => one !== undefined)
  if (clauses.length === 0 || complete.length < clauses.length) return undefined
  const scans = complete.map(({ scan }) => scan)
  const order = unionOrder(scans, request.sort.length)
  const shared = [...conditions.paths.keys()].filter((path) =>
    complete.every(({ candidate }) => candidate.uses.has(path)),
  )
  return {
    scan: { kind: 'union', scans, backwards: scans[0]?.backwards ?? false, sorted: order > 0 },
    score: Math.min(...complete.map(({ candidate }) => candidate.score)),
    order,
    uses: new Set([...shared, `$or ${number}`]),
    position: collection.indexes.length + number,
  }
}

/** For each `$or` one scan for each of its clauses, when every clause has an index. */
export function unionsOf(
  collection: Collection,
  conditions: FilterConditions,
  request: PlanRequest,
): Candidate[] {
  return conditions.alternatives.flatMap(
    (_, number) => unionOf(collection, conditions, request, number) ?? [],
  )
}
