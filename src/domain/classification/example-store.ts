import { FEATURE_GROUPS, MAX_FEATURE_COUNT, readFeatures } from './feature-codec.ts'
import type { CodedFeatures, FeatureGroup, PackedFeatures } from './feature-codec.ts'
import { FEATURE_HASH_BITS } from './feature-hash.ts'

/** A document as a vector: rows of the model and the value at each; of length one, and the bias. */
export interface SparseVector {
  readonly rows: Int32Array
  readonly values: Float32Array
  readonly squaredLength: number
}

/** An example the model remembers, in five bytes a feature. */
export interface StoredExample {
  readonly documentId: string
  readonly label: string
  /** Row of each feature; the bias in front. */
  readonly rows: Int32Array
  /** Family of each feature in the upper four bits, its count in the lower. */
  readonly codes: Uint8Array
  /** Factor of each family, by its position in `FEATURE_GROUPS`; see `scalesOf`. */
  scales: Float32Array
  /** Dual variable of each label: how hard this example pulls at its boundary; none where it never did. */
  duals: (number | undefined)[]
  /** Labels whose boundary it was near at its last visit. */
  near?: readonly number[]
  /** Whether its last visit changed hardly anything. */
  isCalm?: boolean
}

/** Share of each family in a document, whatever the number of its features. */
const GROUP_SHARE: Readonly<Record<FeatureGroup, number>> = { word: 1, letters: 1, layout: 0.3 }

/** Rows of the model are 2^18: beyond them features share rows, which bounds the size of the model. */
const ROW_BITS = 20
const MAX_ROWS = 2 ** ROW_BITS
const SPARE_BITS = FEATURE_HASH_BITS - ROW_BITS
const FIRST_ROW_CAPACITY = 4096

const WORD = FEATURE_GROUPS.indexOf('word')

/** Row 0 stands for the bias and is 1 in every document. */
const BIAS_ROW = 0

/** Sublinear counts: a word said ten times is not ten times as telling. */
const WEIGHT_OF_COUNT = Float32Array.from({ length: MAX_FEATURE_COUNT + 1 }, (_, count) =>
  count === 0 ? 0 : 1 + Math.log(count),
)

/** How rare the feature of each row is. */
export type Rarities = Float32Array<ArrayBuffer>

/**
 * Weights features by how rare they are (tf-idf with sublinear counts, Salton and Buckley 1988) and hands out rows of the
 * model to those that were seen. How rare a feature is stays as it was until `adopt`, so that what an example has put into the model can be
 * taken out exactly.
 */
export interface Vectoriser {
  readonly rowCount: number
  /** An example with rows for all its features; counts them in. */
  remember(documentId: string, label: string, packed: PackedFeatures): StoredExample
  /** Counts the features of an example out. */
  forget(example: StoredExample): void
  /** How rare features are by the present counts; nothing changes until they are adopted. */
  raritiesNow(): Rarities
  /** Factors that bring the families of an example to their shares. */
  scalesOf(example: StoredExample, rarities?: Rarities): Float32Array
  /** Weighs features by these from now on; all examples must have their scales by them. */
  adopt(rarities: Rarities): void
  /** Valid until the next call. */
  vectorOf(example: StoredExample, rarities?: Rarities): SparseVector
  /** Of a document that is only asked about; features that no example has are left out. */
  vectorOfFeatures(features: CodedFeatures): SparseVector
  /** Share of a document's words which some example has, 0..1. */
  knownShare(features: CodedFeatures): number
  /** Row of a feature, or undefined when no example has it. */
  rowOf(hash: number): number | undefined
}

export function createVectoriser(): Vectoriser {
  const rowByBucket = new Int32Array(MAX_ROWS)
  let documentsByRow = new Int32Array(FIRST_ROW_CAPACITY)
  let rarities = new Float32Array(FIRST_ROW_CAPACITY)
  let scratch = new Float32Array(FIRST_ROW_CAPACITY)
  let rowCount = 1
  let documents = 0
  rarities[BIAS_ROW] = 1

  const bucketOf = (hash: number): number => (hash ^ (hash >>> SPARE_BITS)) & (MAX_ROWS - 1)
  const rowOf = (hash: number): number | undefined => {
    const row = rowByBucket[bucketOf(hash)]
    return row === undefined || row === 0 ? undefined : row
  }
  const isKnown = (hash: number): boolean => {
    const row = rowOf(hash)
    return row !== undefined && (documentsByRow[row] ?? 0) > 0
  }
  const rarityNow = (row: number): number => Math.log((1 + documents) / (1 + (documentsByRow[row] ?? 0))) + 1
  const newRow = (hash: number): number => {
    if (rowCount === rarities.length) {
      documentsByRow = enlarged(documentsByRow, new Int32Array(rowCount * 2))
      rarities = enlarged(rarities, new Float32Array(rowCount * 2))
    }
    rowByBucket[bucketOf(hash)] = rowCount
    rowCount += 1
    return rowCount - 1
  }
  const scalesOf = ({ rows, codes }: PlacedFeatures, by: Rarities): Float32Array => {
    const squares = new Float64Array(FEATURE_GROUPS.length)
    for (let position = 1; position < rows.length; position += 1) {
      const code = codes[position] ?? 0
      const value = (WEIGHT_OF_COUNT[code & MAX_FEATURE_COUNT] ?? 0) * (by[rows[position] ?? 0] ?? 0)
      squares[code >>> 4] = (squares[code >>> 4] ?? 0) + value ** 2
    }
    return scalesFor(squares)
  }
  const vector = ({ rows, codes }: PlacedFeatures, scales: Float32Array, by: Rarities): SparseVector => {
    if (scratch.length < rows.length) scratch = new Float32Array(rows.length * 2)
    scratch[0] = 1
    for (let position = 1; position < rows.length; position += 1) {
      const code = codes[position] ?? 0
      const weight = (WEIGHT_OF_COUNT[code & MAX_FEATURE_COUNT] ?? 0) * (by[rows[position] ?? 0] ?? 0)
      scratch[position] = weight * (scales[code >>> 4] ?? 0)
    }
    return { rows, values: scratch.subarray(0, rows.length), squaredLength: rows.length > 1 ? 2 : 1 }
  }

  return {
    get rowCount() {
      return rowCount
    },
    remember(documentId, label, packed) {
      const fresh: number[] = []
      documents += 1
      const written = placed(readFeatures(packed), (hash) => {
        const known = rowOf(hash)
        const row = known ?? newRow(hash)
        if (known === undefined) fresh.push(row)
        documentsByRow[row] = (documentsByRow[row] ?? 0) + 1
        return row
      })
      for (const row of fresh) rarities[row] = rarityNow(row)
      return { documentId, label, ...written, scales: scalesOf(written, rarities), duals: [] }
    },
    forget({ rows }) {
      documents -= 1
      for (let position = 1; position < rows.length; position += 1) {
        const row = rows[position] ?? 0
        documentsByRow[row] = (documentsByRow[row] ?? 0) - 1
      }
    },
    raritiesNow() {
      const fresh = new Float32Array(rarities.length)
      fresh[BIAS_ROW] = 1
      for (let row = 1; row < rowCount; row += 1) fresh[row] = rarityNow(row)
      return fresh
    },
    scalesOf: (example, by = rarities) => scalesOf(example, by),
    adopt(fresh) {
      const rowsThen = rowsAt(fresh)
      rarities =
        fresh.length < documentsByRow.length
          ? enlarged(fresh, new Float32Array(documentsByRow.length))
          : fresh
      for (let row = rowsThen; row < rowCount; row += 1) rarities[row] = rarityNow(row)
    },
    vectorOf: (example, by = rarities) => vector(example, example.scales, by),
    vectorOfFeatures(features) {
      const asked = placed(features, rowOf)
      const { rows, values, squaredLength } = vector(asked, scalesOf(asked, rarities), rarities)
      return { rows, values: values.slice(), squaredLength }
    },
    knownShare({ hashes, codes }) {
      const words = hashes.filter((_hash, index) => (codes[index] ?? 0) >>> 4 === WORD)
      return words.length === 0 ? 0 : words.filter(isKnown).length / words.length
    },
    rowOf,
  }
}

/** Rarities are above zero for every row there was: the rows behind are newer. */
function rowsAt(rarities: Rarities): number {
  const end = rarities.indexOf(0)
  return end < 0 ? rarities.length : end
}

type PlacedFeatures = Pick<StoredExample, 'rows' | 'codes'>

/** Each family to its share, the whole to length one. */
function scalesFor(squares: Float64Array): Float32Array {
  const shares = FEATURE_GROUPS.map((group, index) => ((squares[index] ?? 0) > 0 ? GROUP_SHARE[group] : 0))
  const length = Math.hypot(...shares)
  return Float32Array.from(shares, (share, index) =>
    share === 0 ? 0 : share / (length * Math.sqrt(squares[index] ?? 1)),
  )
}

/** Rows and codes of the features that have a row, the bias in front; features that share a row add up. */
function placed(
  { hashes, codes }: CodedFeatures,
  rowFor: (hash: number) => number | undefined,
): PlacedFeatures {
  const rows = new Int32Array(hashes.length + 1)
  const kept = new Uint8Array(hashes.length + 1)
  rows[0] = BIAS_ROW
  let end = 1
  for (let index = 0; index < hashes.length; index += 1) {
    const row = rowFor(hashes[index] ?? 0)
    if (row === undefined) continue
    rows[end] = row
    kept[end] = codes[index] ?? 0
    end += 1
  }
  return { rows: rows.slice(0, end), codes: kept.slice(0, end) }
}

function enlarged<T extends Int32Array | Float32Array>(from: T, into: T): T {
  into.set(from)
  return into
}
