import { unpackFeatures } from './feature-codec.ts'
import type { Feature, FeatureGroup, PackedFeatures } from './feature-codec.ts'
import { FEATURE_HASH_BITS } from './feature-hash.ts'

/** A document as a vector: rows of the model and the value at each; of length one, and the bias. */
export interface SparseVector {
  readonly rows: Int32Array
  readonly values: Float32Array
  readonly squaredLength: number
}

/** An example the model remembers. */
export interface StoredExample {
  readonly documentId: string
  readonly label: string
  readonly features: readonly Feature[]
  vector: SparseVector
  /** Dual variable of each label: how hard this example pulls at its boundary. */
  readonly duals: number[]
}

/** Share of each family in a document, whatever the number of its features. */
const GROUP_SHARE: Readonly<Record<FeatureGroup, number>> = { word: 1, letters: 0.7, layout: 0.5 }

/** Rows of the model are 2^17: beyond them features share rows, which bounds the size of the model. */
const ROW_BITS = 17
export const MAX_ROWS = 2 ** ROW_BITS
const SPARE_BITS = FEATURE_HASH_BITS - ROW_BITS

/** Row 0 stands for the bias and is 1 in every document. */
const BIAS_ROW = 0

/**
 * Weights features by how rare they are (tf-idf with sublinear counts, Salton and Buckley 1988) and hands out rows of the
 * model to those that were seen.
 */
export interface Vectoriser {
  readonly rowCount: number
  readonly documentCount: number
  /** Counts a document in (+1) or out (-1). */
  count(features: readonly Feature[], change: 1 | -1): void
  vectorOf(features: readonly Feature[]): SparseVector
  /** Share of a document's weight that lies in features which some example has, 0..1. */
  knownShare(features: readonly Feature[]): number
  /** Row of a feature, or undefined when no example has it. */
  rowOf(hash: number): number | undefined
}

export function createVectoriser(): Vectoriser {
  const rowByBucket = new Int32Array(MAX_ROWS)
  const documentsByRow: number[] = [0]
  let documents = 0

  const bucketOf = (hash: number): number => (hash ^ (hash >>> SPARE_BITS)) & (MAX_ROWS - 1)
  const rowOf = (hash: number): number | undefined => {
    const row = rowByBucket[bucketOf(hash)]
    return row === undefined || row === 0 ? undefined : row
  }
  const isKnown = (hash: number): boolean => {
    const row = rowOf(hash)
    return row !== undefined && (documentsByRow[row] ?? 0) > 0
  }
  const rarity = (row: number): number => Math.log((1 + documents) / (1 + (documentsByRow[row] ?? 0))) + 1

  return {
    get rowCount() {
      return documentsByRow.length
    },
    get documentCount() {
      return documents
    },
    count(features, change) {
      documents += change
      for (const { hash } of features) {
        const row = rowOf(hash) ?? documentsByRow.push(0) - 1
        rowByBucket[bucketOf(hash)] = row
        documentsByRow[row] = (documentsByRow[row] ?? 0) + change
      }
    },
    vectorOf(features) {
      return normalised(
        features.flatMap(({ hash, group, count }) => {
          const row = rowOf(hash)
          return row === undefined ? [] : [{ row, group, value: (1 + Math.log(count)) * rarity(row) }]
        }),
      )
    },
    knownShare(features) {
      const weighed = features.filter(({ group }) => group === 'word')
      if (weighed.length === 0) return 0
      return weighed.filter(({ hash }) => isKnown(hash)).length / weighed.length
    },
    rowOf,
  }
}

interface Entry {
  readonly row: number
  readonly group: FeatureGroup
  readonly value: number
}

/** Each family to its share, the whole to length one, the bias in front. */
function normalised(entries: readonly Entry[]): SparseVector {
  const squares: Record<FeatureGroup, number> = { word: 0, letters: 0, layout: 0 }
  for (const { group, value } of entries) squares[group] += value * value
  const present = (Object.keys(squares) as FeatureGroup[]).filter((group) => squares[group] > 0)
  const length = Math.hypot(...present.map((group) => GROUP_SHARE[group]))
  const rows = new Int32Array(entries.length + 1)
  const values = new Float32Array(entries.length + 1)
  rows[0] = BIAS_ROW
  values[0] = 1
  entries.forEach(({ row, group, value }, index) => {
    rows[index + 1] = row
    values[index + 1] = (value / Math.sqrt(squares[group])) * (GROUP_SHARE[group] / length)
  })
  return { rows, values, squaredLength: 1 + present.length / Math.max(1, present.length) }
}

export function storedExample(documentId: string, label: string, packed: PackedFeatures): StoredExample {
  const empty: SparseVector = { rows: new Int32Array(0), values: new Float32Array(0), squaredLength: 0 }
  return { documentId, label, features: unpackFeatures(packed), vector: empty, duals: [] }
}
