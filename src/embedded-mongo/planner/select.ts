import { type Document, field, isEmptyDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { compileFilter, type Variables } from '../query/match.ts'
import type { Collection } from '../store/collection.ts'
import type { Connection } from '../store/connection.ts'
import { countDocuments, type StoredDocument } from '../store/documents.ts'
import { plainNumber } from '../values/numbers.ts'
import { parseSort, type SortField, sortByKey, sortKey } from '../values/sort.ts'
import { coveredCount } from './covered-count.ts'
import { plansFor } from './plan.ts'
import { fastest, PlanReader, ReadWork } from './race.ts'
import type { Plan } from './scans.ts'

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
  /** A query that looks at more documents fails, whatever index it uses. */
  readonly refuseReadingMore: number | undefined
}

export interface Selection {
  /** The plan that is read by, once reading has begun. */
  readonly plan: () => Plan | undefined
  /** How many documents were looked at so far. */
  readonly examined: () => number
  /** The matching documents in the wanted order; reading goes on while they are taken. */
  readonly documents: Iterable<StoredDocument>
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
  const isScan = plan.kind === 'collection' || (plan.kind === 'index' && plan.usedFields === 0)
  if (most === undefined || !isScan || isEmptyDocument(query.filter) || query.hint !== undefined) return
  if (countDocuments(connection, collection) <= most) return
  throw commandError(
    'NoQueryExecutionPlans',
    `no index of ${collection.namespace} serves this filter, and collection scans are refused by a server setting`,
  )
}

/** A plan that was first to find so many documents is taken to be the best for all of them. */
const TRIAL_RESULTS = 101

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
  if (collection === undefined) return { plan: () => undefined, examined: () => 0, documents: [] }
  const sorts = fields.length > 0
  const plans = plansFor(collection, { filter: query.filter, sort: fields, limited: limit > 0, hint })
  refuseScan(connection, collection, { ...query, hint }, plans[0], limits)
  const work = new ReadWork(limits.deadlineMs, limits.refuseReadingMore)
  const readerOf = (plan: Plan): PlanReader =>
    new PlanReader(connection, collection, plan, { matches, sorts, work })
  const [first, ...others] = plans
  let chosen = readerOf(first)

  function* documents(): Iterable<StoredDocument> {
    chosen = fastest([chosen, ...others.map(readerOf)], limit > 0 ? skip + limit : TRIAL_RESULTS)
    yield* chosen.inOrder ? chosen.documents() : sorted(chosen.documents(), fields)
  }

  return {
    plan: () => chosen.plan,
    examined: () => work.examined,
    documents: window(documents(), skip, limit),
  }
}

/** The number of documents that the query would give. */
export function countMatching(
  connection: Connection,
  collection: Collection | undefined,
  query: Query,
  limits: ReadLimits,
): number {
  const { skip = 0, limit = 0 } = query
  const most = limit === 0 ? Number.MAX_SAFE_INTEGER : skip + limit
  const known = collection === undefined ? undefined : knownCount(connection, collection, query, most)
  if (known !== undefined) return Math.max(0, Math.min(known, most) - skip)
  let count = 0
  const { documents } = select(connection, collection, { ...query, sort: {} }, limits)
  for (const stored of documents) count += stored.id > 0 ? 1 : 0
  return count
}

/** A count that needs no document. */
function knownCount(
  connection: Connection,
  collection: Collection,
  { filter, hint, variables }: Query,
  most: number,
): number | undefined {
  if (isEmptyDocument(filter)) return countDocuments(connection, collection)
  if (hint !== undefined) return undefined
  compileFilter(filter, variables)
  return coveredCount(connection, collection, filter, most)
}
