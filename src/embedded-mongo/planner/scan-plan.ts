import type { Collection } from '../store/collection.ts'
import type { Connection } from '../store/connection.ts'
import type { StoredDocument } from '../store/documents.ts'
import type { Index } from '../store/index-spec.ts'
import { FIRST_PAGE, type FoundDocument, type KeyRange, scanCollection, scanRange } from '../store/scan.ts'
import type { IndexScan, Plan } from './scans.ts'

interface Source {
  readonly index: Index
  readonly range: KeyRange
}

function sourcesOf({ index, ranges, backwards }: IndexScan): Source[] {
  const ordered = backwards ? [...ranges].reverse() : ranges
  return ordered.map((range) => ({ index, range }))
}

function* once(documents: Iterable<StoredDocument>): Iterable<StoredDocument> {
  const seen = new Set<number>()
  for (const stored of documents) {
    if (seen.has(stored.id)) continue
    seen.add(stored.id)
    yield stored
  }
}

function* oneByOne(
  connection: Connection,
  sources: readonly Source[],
  backwards: boolean,
): Iterable<StoredDocument> {
  for (const { index, range } of sources) {
    for (const { stored } of scanRange(connection, index, range, backwards)) yield stored
  }
}

/** The next document of one source, with the part of its key that gives the order. */
interface Head {
  readonly rest: Iterator<FoundDocument>
  readonly pointBytes: number
  order: Uint8Array
  stored: StoredDocument
}

function advance(head: Head): boolean {
  const next = head.rest.next()
  if (next.done === true) return false
  head.order = next.value.key.subarray(head.pointBytes)
  head.stored = next.value.stored
  return true
}

function openHead(
  connection: Connection,
  { index, range }: Source,
  backwards: boolean,
  firstPage: number,
): Head | undefined {
  const rest = scanRange(connection, index, range, backwards, firstPage)[Symbol.iterator]()
  const first = rest.next()
  if (first.done === true) return undefined
  const { key, stored } = first.value
  return { rest, pointBytes: range.pointBytes, order: key.subarray(range.pointBytes), stored }
}

/** The documents of several ranges in the order of what follows the points of their keys. */
function* merged(
  connection: Connection,
  sources: readonly Source[],
  backwards: boolean,
): Iterable<StoredDocument> {
  const firstPage = Math.min(FIRST_PAGE, Math.max(4, Math.ceil((4 * FIRST_PAGE) / sources.length)))
  const heads = sources.flatMap((source) => openHead(connection, source, backwards, firstPage) ?? [])
  const direction = backwards ? -1 : 1
  for (;;) {
    let best: Head | undefined
    for (const head of heads) {
      if (best === undefined || Buffer.compare(head.order, best.order) * direction < 0) best = head
    }
    if (best === undefined) return
    yield best.stored
    if (!advance(best)) heads.splice(heads.indexOf(best), 1)
  }
}

function scanIndex(connection: Connection, scan: IndexScan): Iterable<StoredDocument> {
  const sources = sourcesOf(scan)
  const documents =
    sources.length > 1 && scan.sortedFields > 0
      ? merged(connection, sources, scan.backwards)
      : oneByOne(connection, sources, scan.backwards)
  return scan.index.multikey === 0 ? documents : once(documents)
}

function* chained(connection: Connection, scans: readonly IndexScan[]): Iterable<StoredDocument> {
  for (const scan of scans) yield* scanIndex(connection, scan)
}

/** All documents of a plan, each once. */
export function scanPlan(
  connection: Connection,
  collection: Collection,
  plan: Plan,
): Iterable<StoredDocument> {
  if (plan.kind === 'collection') return scanCollection(connection, collection, plan.backwards)
  if (plan.kind === 'index') return scanIndex(connection, plan)
  const { scans, sorted, backwards } = plan
  return once(sorted ? merged(connection, scans.flatMap(sourcesOf), backwards) : chained(connection, scans))
}
