import { inverted, keyOf, keyText } from '../values/keys.ts'
import { rankOf } from '../values/order.ts'
import { type Index, type IndexField, isMultikeyAt } from '../store/index-spec.ts'
import type { KeyRange } from '../store/scan.ts'
import { type Bound, type FilterConditions, MAX_POINTS, type PathConditions } from './conditions.ts'

/** Above every key: no rank is 255 in either direction. */
const END = Buffer.from([0xff, 0xff])

/** The first key that does not begin with these bytes. */
function after(prefix: Buffer): Buffer {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const byte = prefix[i] ?? 0
    if (byte !== 0xff) {
      const next = Buffer.from(prefix.subarray(0, i + 1))
      next[i] = byte + 1
      return next
    }
  }
  return END
}

export const WHOLE_INDEX: readonly KeyRange[] = [{ from: Buffer.alloc(0), to: END, pointBytes: 0 }]

export interface IndexAccess {
  readonly ranges: readonly KeyRange[]
  /** How many fields of the index have a single value each, counted from the first. */
  readonly pointFields: number
  /** How many of them, counted from the first, have exactly one value, the same in all ranges. */
  readonly fixedFields: number
  /** Fields that narrow the ranges: the point fields, and one with bounds. */
  readonly usedFields: number
  readonly score: number
}

const POINT_SCORE = 10
const POINTS_SCORE = 9
const RANGE_SCORE = 5
/** Added when the range holds one document at most. */
export const UNIQUE_SCORE = 1000

function fieldKey({ descending }: IndexField, value: unknown): Buffer {
  return descending ? inverted(keyOf(value)) : keyOf(value)
}

/** The values a field has to have, when the filter lists them. */
function points({ equals, among }: PathConditions): readonly unknown[] | undefined {
  if (equals.length > 0) return equals.slice(0, 1)
  return among === undefined
    ? undefined
    : [...new Map(among.map((value) => [keyText(value), value])).values()]
}

/** Arrays meet each bound with another element: only one of them narrows the scan. */
function usableBounds(
  { lower, upper }: PathConditions,
  multikey: boolean,
): readonly [Bound | undefined, Bound | undefined] {
  if (lower === undefined || upper === undefined) return [lower, upper]
  if (multikey || rankOf(lower.value) !== rankOf(upper.value)) return [lower, undefined]
  return [lower, upper]
}

type Bounds = Pick<KeyRange, 'from' | 'to'>

function boundedRange(field: IndexField, conditions: PathConditions, multikey: boolean): Bounds | undefined {
  const [lower, upper] = usableBounds(conditions, multikey)
  const value = lower?.value ?? upper?.value
  if (value === undefined) return undefined
  const rank = rankOf(value)
  const typeStart = Buffer.from([rank])
  const low = lower === undefined ? typeStart : keyOf(lower.value)
  const high = upper === undefined ? Buffer.from([rank + 1]) : after(keyOf(upper.value))
  if (!field.descending) return { from: low, to: high }
  return {
    from: upper === undefined ? inverted(typeStart) : inverted(keyOf(upper.value)),
    to: lower === undefined ? after(inverted(typeStart)) : after(inverted(low)),
  }
}

function joined(prefixes: readonly Buffer[], { from, to }: Bounds): KeyRange[] {
  return prefixes.map((prefix) => ({
    from: Buffer.concat([prefix, from]),
    to: Buffer.concat([prefix, to]),
    pointBytes: prefix.length,
  }))
}

function sortedRanges(ranges: readonly KeyRange[]): KeyRange[] {
  return [...ranges].sort((a, b) => Buffer.compare(a.from, b.from))
}

interface PointPrefix {
  readonly prefixes: readonly Buffer[]
  readonly pointFields: number
  readonly fixedFields: number
  readonly score: number
}

/** The keys that the leading fields with listed values can have. */
function pointPrefix(index: Index, paths: FilterConditions['paths']): PointPrefix {
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  let [score, pointFields, fixedFields] = [0, 0, 0]
  for (const field of index.fields) {
    const conditions = paths.get(field.name)
    const values = conditions === undefined ? undefined : points(conditions)
    if (conditions === undefined || values === undefined || prefixes.length * values.length > MAX_POINTS)
      break
    const keys = values.map((value) => fieldKey(field, value))
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])))
    score += conditions.equals.length > 0 ? POINT_SCORE : POINTS_SCORE
    if (keys.length === 1 && fixedFields === pointFields) fixedFields += 1
    pointFields += 1
  }
  return { prefixes, pointFields, fixedFields, score }
}

/**
 * The part of an index that holds every document the conditions allow: a superset, the matcher
 * decides. Leading fields with listed values, then at most one field with bounds.
 */
export function indexAccess(index: Index, { paths }: FilterConditions): IndexAccess {
  const prefix = pointPrefix(index, paths)
  const { prefixes, pointFields, fixedFields } = prefix
  const next = index.fields[pointFields]
  const conditions = next === undefined ? undefined : paths.get(next.name)
  const range =
    next === undefined || conditions === undefined
      ? undefined
      : boundedRange(next, conditions, isMultikeyAt(index, pointFields))
  const common = { pointFields, fixedFields }
  if (range !== undefined) {
    const score = prefix.score + RANGE_SCORE
    return { ...common, ranges: sortedRanges(joined(prefixes, range)), usedFields: pointFields + 1, score }
  }
  const isWhole = index.unique && pointFields === index.fields.length
  const ranges = prefixes.map((from) => ({
    from,
    to: from.length === 0 ? END : after(from),
    pointBytes: from.length,
  }))
  const score = prefix.score + (isWhole ? UNIQUE_SCORE : 0)
  return { ...common, ranges: sortedRanges(ranges), usedFields: pointFields, score }
}
