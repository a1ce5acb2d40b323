import type { Document } from '../bson/document.ts'
import type { Collection } from '../store/collection.ts'
import { type Index, isMultikeyAt } from '../store/index-spec.ts'
import type { SortField } from '../values/sort.ts'
import type { FilterConditions } from './conditions.ts'
import { isComplete } from './implication.ts'
import { type IndexAccess, indexAccess } from './ranges.ts'
import type { IndexScan, UnionScan } from './scans.ts'

export interface PlanRequest {
  readonly filter: Document
  readonly sort: readonly SortField[]
  /** True when only the first documents are wanted, so that the order of an index saves reading the others. */
  readonly limited: boolean
  readonly hint: unknown
}

/** One way to read the documents, with what is known of it before reading. */
export interface Candidate {
  readonly scan: IndexScan | UnionScan
  readonly score: number
  /** 2 for the wanted order, 1 when many ranges have to be merged for it, 0 for none. */
  readonly order: number
  /** The conditions that narrow the scan, by their paths. */
  readonly uses: ReadonlySet<string>
  /** Place in the catalog, so that the choice between equals is always the same. */
  readonly position: number
}

/** With more ranges the first document of each costs more than sorting. */
export const MAX_MERGED_RANGES = 256
/** Merging so few ranges costs next to nothing. */
export const FEW_RANGES = 8

interface ScanOrder {
  readonly backwards: boolean
  readonly sortedFields: number
}

/** The order an index gives behind its points, when it is the wanted one. */
function orderOf(index: Index, access: IndexAccess, sort: readonly SortField[]): ScanOrder | undefined {
  if (sort.length === 0) return undefined
  // A field with one value needs no sorting, unless arrays give documents other values to sort by.
  const fixed = new Set(
    index.fields
      .slice(0, access.fixedFields)
      .filter((_, position) => !isMultikeyAt(index, position))
      .map(({ name }) => name),
  )
  const wanted = sort.filter(({ name }) => !fixed.has(name))
  if (wanted.length > 0 && access.ranges.length > MAX_MERGED_RANGES) return undefined
  const rest = index.fields.slice(access.pointFields)
  const fits = wanted.every(
    ({ name }, at) => rest[at]?.name === name && !isMultikeyAt(index, access.pointFields + at),
  )
  if (!fits) return undefined
  const sortedFields = wanted.length
  if (wanted.every(({ descending }, at) => rest[at]?.descending === descending))
    return { backwards: false, sortedFields }
  return wanted.every(({ descending }, at) => rest[at]?.descending !== descending)
    ? { backwards: true, sortedFields }
    : undefined
}

export function indexScan(index: Index, access: IndexAccess, sort: readonly SortField[]): IndexScan {
  const order = orderOf(index, access, sort)
  return {
    kind: 'index',
    index,
    ranges: access.ranges,
    backwards: order?.backwards ?? false,
    sorted: order !== undefined,
    sortedFields: order?.sortedFields ?? 0,
    usedFields: access.score === 0 ? 0 : access.usedFields,
  }
}

function candidate(
  index: Index,
  position: number,
  conditions: FilterConditions,
  { sort }: PlanRequest,
): Candidate | undefined {
  if (!isComplete(index, conditions)) return undefined
  const access = indexAccess(index, conditions)
  const scan = indexScan(index, access, sort)
  if (access.score === 0 && !scan.sorted) return undefined
  const isMerged = scan.sortedFields > 0 && access.ranges.length > FEW_RANGES
  return {
    scan,
    score: access.score,
    order: scan.sorted ? (isMerged ? 1 : 2) : 0,
    uses: new Set(index.fields.slice(0, scan.usedFields).map(({ name }) => name)),
    position,
  }
}

/** Every index that narrows the search or gives the wanted order. */
export function candidatesOf(
  collection: Collection,
  conditions: FilterConditions,
  request: PlanRequest,
): Candidate[] {
  return collection.indexes.flatMap(
    (index, position) => candidate(index, position, conditions, request) ?? [],
  )
}
