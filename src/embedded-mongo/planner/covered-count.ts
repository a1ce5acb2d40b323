import { type Document, isDocument } from '../bson/document.ts'
import { isOperatorDocument } from '../query/leaf-test.ts'
import type { Collection } from '../store/collection.ts'
import type { Connection } from '../store/connection.ts'
import { countRange, idsInRange } from '../store/scan.ts'
import { RANK, rankOf } from '../values/order.ts'
import { conditionsOf } from './conditions.ts'
import { isComplete } from './implication.ts'
import { type IndexAccess, indexAccess } from './ranges.ts'
import type { IndexScan } from './scans.ts'

/** Values that a document has exactly when it has an index entry for them. */
const PLAIN: ReadonlySet<number> = new Set([
  RANK.number,
  RANK.string,
  RANK.binary,
  RANK.objectId,
  RANK.boolean,
  RANK.date,
])

function isPlain(value: unknown): boolean {
  return PLAIN.has(rankOf(value))
}

function isPointCondition(condition: unknown): boolean {
  if (!isOperatorDocument(condition)) return isPlain(condition)
  const [only, ...others] = Object.entries(condition)
  if (only === undefined || others.length > 0) return false
  const [operator, operand] = only
  if (operator === '$eq') return isPlain(operand)
  return operator === '$in' && Array.isArray(operand) && operand.every(isPlain)
}

/** The conditions of a filter one by one, those inside `$and` too. */
function conditionList(filter: Document): (readonly [string, unknown])[] {
  return Object.entries(filter).flatMap(([name, condition]): (readonly [string, unknown])[] => {
    const clauses = name === '$and' && Array.isArray(condition) ? condition.filter(isDocument) : undefined
    return clauses === undefined ? [[name, condition]] : clauses.flatMap(conditionList)
  })
}

/** The paths of a filter that only lists values, each path once; undefined for any other filter. */
function pointPaths(filter: Document): ReadonlySet<string> | undefined {
  const list = conditionList(filter)
  const paths = new Set(list.map(([name]) => name))
  const isPlainList = list.every(([name, condition]) => !name.startsWith('$') && isPointCondition(condition))
  return isPlainList && paths.size === list.length ? paths : undefined
}

type Coverage = Pick<IndexScan, 'index' | 'ranges'>

/** An index whose entries alone say which documents match. */
function coverage(collection: Collection, filter: Document): Coverage | undefined {
  const paths = pointPaths(filter)
  if (paths === undefined) return undefined
  const conditions = conditionsOf(filter)
  const covers = (access: IndexAccess): boolean =>
    access.pointFields === paths.size && access.usedFields === paths.size
  for (const index of collection.indexes) {
    const access = isComplete(index, conditions) ? indexAccess(index, conditions) : undefined
    if (access !== undefined && covers(access)) return { index, ranges: access.ranges }
  }
  return undefined
}

/** A document may have several of the keys. */
function countDistinct(connection: Connection, { index, ranges }: Coverage, most: number): number {
  const seen = new Set<number>()
  for (const range of ranges) {
    for (const id of idsInRange(connection, index, range)) {
      if (seen.add(id).size >= most) return most
    }
  }
  return seen.size
}

/**
 * The number of matching documents, counted up to `most` in an index without reading a document;
 * undefined when no index can tell.
 */
export function coveredCount(
  connection: Connection,
  collection: Collection,
  filter: Document,
  most: number,
): number | undefined {
  const found = coverage(collection, filter)
  if (found === undefined) return undefined
  if (found.index.multikey !== 0) return countDistinct(connection, found, most)
  let count = 0
  for (const range of found.ranges) {
    if (count < most) count += countRange(connection, found.index, range, most - count)
  }
  return count
}
