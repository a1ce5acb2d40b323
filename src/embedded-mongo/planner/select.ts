import { type Document, field, isEmptyDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import type { Predicate } from '../query/leaf-test.ts'
import { compileFilter, type Variables } from '../query/match.ts'
import type { Collection } from '../store/collection.ts'
import type { Connection } from '../store/connection.ts'
import { countDocuments, type StoredDocument } from '../store/documents.ts'
import { scanCollection, scanRange } from '../store/scan.ts'
import { plainNumber } from '../values/numbers.ts'
import { parseSort, type SortField, sortByKey, sortKey } from '../values/sort.ts'
import { type IndexScan, type Plan, planQuery } from './plan.ts'

export interface Query {
  readonly filter: Document
  readonly sort?: Document | undefined
  readonly skip?: number | undefined
  /** 0 for all documents. */
  readonly limit?: number | undefined
  readonly hint?: unknown
  readonly variables?: Variables | undefined
}

export interface ReadLimits {
  /** Reading fails when it takes longer than to this moment (`performance.now()`). */
  readonly deadlineMs: number | undefined
  /** Filters that use no index fail on collections with more documents than this. */
  readonly refuseCollectionScans: number | undefined
}

export interface Selection {
  readonly plan: Plan | undefined
  /** How many documents were looked at so far. */
  readonly examined: () => number
  /** The matching documents in the wanted order; reading goes on while they are taken. */
  readonly documents: Iterable<StoredDocument>
}

function* scanIndex(
  connection: Connection,
  { index, ranges, backwards }: IndexScan,
): Iterable<StoredDocument> {
  for (const range of backwards ? [...ranges].reverse() : ranges) {
    yield* scanRange(connection, index, range, backwards)
  }
}

function* once(documents: Iterable<StoredDocument>, seen: Set<number>): Iterable<StoredDocument> {
  for (const stored of documents) {
    if (seen.has(stored.id)) continue
    seen.add(stored.id)
    yield stored
  }
}

/** All documents of a plan, each once. */
export function* scanPlan(
  connection: Connection,
  collection: Collection,
  plan: Plan,
): Iterable<StoredDocument> {
  if (plan.kind === 'collection') yield* scanCollection(connection, collection, plan.backwards)
  else if (plan.kind === 'index') {
    const documents = scanIndex(connection, plan)
    if (plan.index.multikey) yield* once(documents, new Set())
    else yield* documents
  } else {
    const seen = new Set<number>()
    for (const scan of plan.scans) yield* once(scanIndex(connection, scan), seen)
  }
}

/** How many documents are read between two looks at the clock. */
const CLOCK_INTERVAL = 256

class Reader {
  examined = 0
  readonly #matches: Predicate | undefined
  readonly #deadlineMs: number | undefined

  constructor(matches: Predicate | undefined, deadlineMs: number | undefined) {
    this.#matches = matches
    this.#deadlineMs = deadlineMs
  }

  *matching(documents: Iterable<StoredDocument>): Iterable<StoredDocument> {
    for (const stored of documents) {
      this.examined += 1
      if (this.examined % CLOCK_INTERVAL === 0) this.#checkClock()
      if (this.#matches === undefined || this.#matches(stored.document)) yield stored
    }
  }

  #checkClock(): void {
    if (this.#deadlineMs !== undefined && performance.now() > this.#deadlineMs) {
      throw commandError('MaxTimeMSExpired', 'operation exceeded time limit')
    }
  }
}

/** Sorts by keys made once for each document; the decoded documents are not kept. */
function* sorted(
  documents: Iterable<StoredDocument>,
  fields: readonly SortField[],
): Iterable<StoredDocument> {
  yield* sortByKey(documents, (stored) => sortKey(stored.document, fields))
}

export function* window<T>(items: Iterable<T>, skip: number, limit: number): Iterable<T> {
  if (skip === 0 && limit === 0) {
    yield* items
    return
  }
  let position = 0
  for (const item of items) {
    position += 1
    if (position <= skip) continue
    yield item
    if (limit > 0 && position >= skip + limit) return
  }
}

function refuseScan(
  connection: Connection,
  collection: Collection,
  query: Query,
  plan: Plan,
  limits: ReadLimits,
): void {
  const most = limits.refuseCollectionScans
  if (
    most === undefined ||
    plan.kind !== 'collection' ||
    isEmptyDocument(query.filter) ||
    query.hint !== undefined
  )
    return
  if (countDocuments(connection, collection) <= most) return
  throw commandError(
    'NoQueryExecutionPlans',
    `no index of ${collection.namespace} serves this filter, and collection scans are refused by a server setting`,
  )
}

function naturalHint(sort: Document): unknown {
  const natural = plainNumber(field(sort, '$natural'))
  return natural === undefined ? undefined : { $natural: natural }
}

/**
 * Prepares reading the documents that match. Filter, sort and hint are checked here, also for a
 * collection that does not exist; documents are read when they are taken.
 */
export function select(
  connection: Connection,
  collection: Collection | undefined,
  query: Query,
  limits: ReadLimits,
): Selection {
  const matches = isEmptyDocument(query.filter) ? undefined : compileFilter(query.filter, query.variables)
  const { sort = {}, skip = 0, limit = 0 } = query
  const hint = query.hint ?? naturalHint(sort)
  const fields = parseSort(sort).filter(({ name }) => name !== '$natural')
  if (collection === undefined) return { plan: undefined, examined: () => 0, documents: [] }
  const plan = planQuery(collection, { filter: query.filter, sort: fields, limited: limit > 0, hint })
  refuseScan(connection, collection, { ...query, hint }, plan, limits)
  const reader = new Reader(matches, limits.deadlineMs)
  const matching = reader.matching(scanPlan(connection, collection, plan))
  const ordered = fields.length === 0 || plan.sorted ? matching : sorted(matching, fields)
  return { plan, examined: () => reader.examined, documents: window(ordered, skip, limit) }
}
