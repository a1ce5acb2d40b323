import type { SparseVector, StoredExample } from './example-store.ts'
import type { Slices } from './slices.ts'

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
   * One step for the labels on one example. On a quick visit only those labels are looked at whose boundary the example was near at its last
   * visit (the shrinking of the same paper): of many labels these are few, and the cost of a step is the number of labels.
   *
   * @param vector   of the example
   * @returns by how much its dual variables changed
   */
  visit(
    example: StoredExample,
    vector: SparseVector,
    labelIndex: number,
    demand: Demand,
    isQuick?: boolean,
  ): number
  /** The same for the boundary of one label only. */
  visitBoundary(
    label: number,
    example: StoredExample,
    vector: SparseVector,
    labelIndex: number,
    demand: Demand,
  ): number
  /** Adds the example's part to the weights (+1) or takes it out (-1). */
  addPart(example: StoredExample, vector: SparseVector, labelIndex: number, sign: 1 | -1): void
  /** A model of its own with the same labels, room and weights; as it is when the last slice has run. */
  copy(): Slices<LinearModel>
  /** A model of its own with the same labels and room, and no weights. */
  emptied(): LinearModel
  readonly labelCount: number
  addLabel(): number
  readonly sizeBytes: number
}

/** What is asked of an example. */
export interface Demand {
  /** C of the example: what a fault costs. */
  readonly penalty: number
  /** Score that it is to reach for its own label; for all others it is -1. */
  readonly margin: number
}

const FIRST_LABEL_CAPACITY = 8
/** A dual variable that moves less stays where it is. */
const LEAST_CHANGE = 1e-4
const FIRST_ROW_CAPACITY = 4096
/** Weights in one slice, two megabytes: well under a millisecond. */
const COPIED_AT_ONCE = 2 ** 19
/** So far behind the score that is asked, an example will hardly come near again within a few ways through the examples. */
const FAR_BEHIND = 0.3

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
  /** Room for the scores of one example, and the names of all labels. */
  let sums = new Float64Array(labelCapacity)
  /** Grows with each change of the weights. */
  let changes = 0
  let allLabels = Array.from({ length: labelCount }, (_, label) => label)
  const relocate = (rowCapacity: number, newLabelCapacity: number): void => {
    changes += 1
    weights = relocated({ labelCapacity, labelCount, weights }, rowCapacity, newLabelCapacity)
    labelCapacity = newLabelCapacity
    sums = new Float64Array(labelCapacity)
  }
  const add = ({ rows, values }: SparseVector, label: number, change: number): void => {
    changes += 1
    for (let position = 0; position < rows.length; position += 1) {
      const index = (rows[position] ?? 0) * labelCapacity + label
      weights[index] = (weights[index] ?? 0) + change * (values[position] ?? 0)
    }
  }
  const scoreOf = ({ rows, values }: SparseVector, label: number): number => {
    let sum = 0
    for (let position = 0; position < rows.length; position += 1) {
      sum += (values[position] ?? 0) * (weights[(rows[position] ?? 0) * labelCapacity + label] ?? 0)
    }
    return sum
  }
  /** Fills `sums` for the labels that it gives. */
  const scoreNear = ({ near }: StoredExample, vector: SparseVector, isQuick: boolean): readonly number[] => {
    if (!isQuick || near === undefined) {
      scoreAll(vector)
      return allLabels
    }
    for (const label of near) sums[label] = scoreOf(vector, label)
    return near
  }
  /** Sets a dual variable and moves the weights by what that changes; a change too small to matter is left. */
  const move = (
    example: StoredExample,
    vector: SparseVector,
    label: number,
    change: number,
    dual: number,
  ): number => {
    if (Math.abs(change) < LEAST_CHANGE) return 0
    example.duals[label] = dual
    add(vector, label, change)
    return Math.abs(change)
  }
  /** The weights of all labels lie side by side: for many labels one way through the document is quicker. */
  const scoreAll = ({ rows, values }: SparseVector): void => {
    sums.fill(0)
    for (let position = 0; position < rows.length; position += 1) {
      const base = (rows[position] ?? 0) * labelCapacity
      const value = values[position] ?? 0
      for (let label = 0; label < labelCount; label += 1) {
        sums[label] = (sums[label] ?? 0) + value * (weights[base + label] ?? 0)
      }
    }
  }

  /** One step for one label; `sums` holds its score. */
  const settle = (
    label: number,
    example: StoredExample,
    vector: SparseVector,
    labelIndex: number,
    { penalty, margin }: Demand,
  ): { readonly change: number; readonly isNear: boolean } => {
    const dual = example.duals[label] ?? 0
    const missing = (label === labelIndex ? margin : 1) - side(label, labelIndex) * (sums[label] ?? 0)
    const next = nextDual(dual, missing, vector.squaredLength, penalty)
    const change = move(example, vector, label, side(label, labelIndex) * (next - dual), next)
    return { change, isNear: next > 0 || missing > -FAR_BEHIND }
  }

  return {
    scores(vector) {
      scoreAll(vector)
      return sums.slice(0, labelCount)
    },
    reserve(rowCount) {
      const capacity = weights.length / labelCapacity
      if (rowCount > capacity) relocate(Math.max(rowCount, capacity * 2), labelCapacity)
    },
    weightAt: (row, labelIndex) => weights[row * labelCapacity + labelIndex] ?? 0,
    visit(example, vector, labelIndex, demand, isQuick = false) {
      const labels = scoreNear(example, vector, isQuick)
      const near: number[] = []
      let total = 0
      for (const label of labels) {
        const { change, isNear } = settle(label, example, vector, labelIndex, demand)
        if (isNear) near.push(label)
        total += change
      }
      example.near = near
      return total
    },
    visitBoundary(label, example, vector, labelIndex, demand) {
      sums[label] = scoreOf(vector, label)
      return settle(label, example, vector, labelIndex, demand).change
    },
    addPart(example, vector, labelIndex, sign) {
      for (const [label, dual = 0] of example.duals.entries()) {
        if (dual !== 0) add(vector, label, sign * side(label, labelIndex) * dual)
      }
    },
    *copy() {
      const before = changes
      const copied = new Float32Array(weights.length)
      for (let start = 0; start < weights.length && changes === before; start += COPIED_AT_ONCE) {
        copied.set(weights.subarray(start, start + COPIED_AT_ONCE), start)
        yield
      }
      // What changed meanwhile would be copied by half.
      return modelOf({ labelCapacity, labelCount, weights: changes === before ? copied : weights.slice() })
    },
    emptied: () => modelOf({ labelCapacity, labelCount, weights: new Float32Array(weights.length) }),
    get labelCount() {
      return labelCount
    },
    addLabel() {
      if (labelCount === labelCapacity) relocate(weights.length / labelCapacity, labelCapacity * 2)
      labelCount += 1
      allLabels = [...allLabels, labelCount - 1]
      return labelCount - 1
    },
    get sizeBytes() {
      return weights.byteLength
    },
  }
}

function relocated(
  { labelCapacity, weights }: Weights,
  rowCapacity: number,
  newLabelCapacity: number,
): Weights['weights'] {
  const larger = new Float32Array(rowCapacity * newLabelCapacity)
  if (labelCapacity === newLabelCapacity) {
    larger.set(weights)
    return larger
  }
  for (let row = 0; row * labelCapacity < weights.length; row += 1) {
    for (let label = 0; label < labelCapacity; label += 1) {
      larger[row * newLabelCapacity + label] = weights[row * labelCapacity + label] ?? 0
    }
  }
  return larger
}

/** +1 for the label's own examples, -1 for all others. */
function side(label: number, labelIndex: number): 1 | -1 {
  return label === labelIndex ? 1 : -1
}

/**
 * @param missing  how far the score is from what is asked
 * @param penalty  C of the example: how much its fault costs
 */
function nextDual(dual: number, missing: number, squaredLengthOfVector: number, penalty: number): number {
  const softness = 1 / (2 * penalty)
  const gradient = softness * dual - missing
  return Math.max(0, dual - gradient / (squaredLengthOfVector + softness))
}
