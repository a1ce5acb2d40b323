import type { SparseVector, StoredExample } from './example-store.ts'

/**
 * One linear support vector machine a label (that label against all others, squared hinge loss, L2), trained by dual coordinate
 * descent (Hsieh, Chang, Lin, Keerthi, Sundararajan: A dual coordinate descent method for large-scale linear SVM, ICML 2008).
 *
 * The weights are a sum over the remembered examples, so an example can be taken out again exactly.
 */
export interface LinearModel {
  /** Score of each label, by its index. */
  scores(vector: SparseVector): Float64Array
  /** Makes room for rows below this; needed before vectors that have them. */
  reserve(rowCount: number): void
  /** Weight of a row for a label. */
  weightAt(row: number, labelIndex: number): number
  /**
   * One step for every label on one example.
   *
   * @param vector   of the example
   * @param penalty  C of the example: what a fault costs
   * @returns by how much its dual variables changed
   */
  visit(example: StoredExample, vector: SparseVector, labelIndex: number, penalty: number): number
  /** Adds the example's part to the weights (+1) or takes it out (-1). */
  addPart(example: StoredExample, vector: SparseVector, labelIndex: number, sign: 1 | -1): void
  /** A model of its own with the same labels, room and weights. */
  copy(): LinearModel
  /** A model of its own with the same labels and room, and no weights. */
  emptied(): LinearModel
  readonly labelCount: number
  addLabel(): number
  readonly sizeBytes: number
}

const FIRST_LABEL_CAPACITY = 8
/** A dual variable that moves less stays where it is. */
const LEAST_CHANGE = 1e-4
const FIRST_ROW_CAPACITY = 4096

interface Weights {
  readonly labelCapacity: number
  readonly labelCount: number
  /** Row-major: the weights of all labels for a feature lie side by side, so one pass over a document serves every label. */
  readonly weights: Float32Array<ArrayBuffer>
}

export function createLinearModel(): LinearModel {
  const weights = new Float32Array(FIRST_ROW_CAPACITY * FIRST_LABEL_CAPACITY)
  return modelOf({ labelCapacity: FIRST_LABEL_CAPACITY, labelCount: 0, weights })
}

function modelOf({ labelCapacity, labelCount, weights }: Weights): LinearModel {
  const relocate = (rowCapacity: number, newLabelCapacity: number): void => {
    const larger = new Float32Array(rowCapacity * newLabelCapacity)
    for (let row = 0; row * labelCapacity < weights.length; row += 1) {
      larger.set(weights.subarray(row * labelCapacity, (row + 1) * labelCapacity), row * newLabelCapacity)
    }
    weights = larger
    labelCapacity = newLabelCapacity
  }
  const addScaled = ({ rows, values }: SparseVector, changes: Float64Array): void => {
    // Most steps change the weights of one or two labels, or none at all.
    const changed = Int32Array.from([...changes.keys()].filter((label) => changes[label] !== 0))
    for (const label of changed) {
      const change = changes[label] ?? 0
      for (let position = 0; position < rows.length; position += 1) {
        const index = (rows[position] ?? 0) * labelCapacity + label
        weights[index] = (weights[index] ?? 0) + change * (values[position] ?? 0)
      }
    }
  }
  const scores = ({ rows, values }: SparseVector): Float64Array => {
    const sums = new Float64Array(labelCount)
    for (let position = 0; position < rows.length; position += 1) {
      const base = (rows[position] ?? 0) * labelCapacity
      const value = values[position] ?? 0
      for (let label = 0; label < labelCount; label += 1) {
        sums[label] = (sums[label] ?? 0) + value * (weights[base + label] ?? 0)
      }
    }
    return sums
  }
  const partOf = (example: StoredExample, labelIndex: number, sign: 1 | -1): Float64Array =>
    Float64Array.from(
      { length: labelCount },
      (_, label) => sign * side(label, labelIndex) * (example.duals[label] ?? 0),
    )

  return {
    scores,
    reserve(rowCount) {
      const capacity = weights.length / labelCapacity
      if (rowCount > capacity) relocate(Math.max(rowCount, capacity * 2), labelCapacity)
    },
    weightAt: (row, labelIndex) => weights[row * labelCapacity + labelIndex] ?? 0,
    visit(example, vector, labelIndex, penalty) {
      const current = scores(vector)
      const changes = new Float64Array(labelCount)
      let change = 0
      for (let label = 0; label < labelCount; label += 1) {
        const dual = example.duals[label] ?? 0
        const margin = side(label, labelIndex) * (current[label] ?? 0)
        const next = nextDual(dual, margin, vector.squaredLength, penalty)
        if (Math.abs(next - dual) < LEAST_CHANGE) continue
        example.duals[label] = next
        changes[label] = side(label, labelIndex) * (next - dual)
        change += Math.abs(next - dual)
      }
      if (change > 0) addScaled(vector, changes)
      return change
    },
    addPart(example, vector, labelIndex, sign) {
      addScaled(vector, partOf(example, labelIndex, sign))
    },
    copy: () => modelOf({ labelCapacity, labelCount, weights: weights.slice() }),
    emptied: () => modelOf({ labelCapacity, labelCount, weights: new Float32Array(weights.length) }),
    get labelCount() {
      return labelCount
    },
    addLabel() {
      if (labelCount === labelCapacity) relocate(weights.length / labelCapacity, labelCapacity * 2)
      labelCount += 1
      return labelCount - 1
    },
    get sizeBytes() {
      return weights.byteLength
    },
  }
}

/** +1 for the label's own examples, -1 for all others. */
function side(label: number, labelIndex: number): 1 | -1 {
  return label === labelIndex ? 1 : -1
}

/** @param penalty C of the example: how much its fault costs */
function nextDual(dual: number, margin: number, squaredLengthOfVector: number, penalty: number): number {
  const softness = 1 / (2 * penalty)
  const gradient = margin - 1 + softness * dual
  return Math.max(0, dual - gradient / (squaredLengthOfVector + softness))
}
