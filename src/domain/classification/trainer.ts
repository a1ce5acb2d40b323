import type { HeldOutScores } from './calibration.ts'
import { createVectoriser, storedExample } from './example-store.ts'
import type { StoredExample, Vectoriser } from './example-store.ts'
import type { PackedFeatures } from './feature-codec.ts'
import { createLinearModel } from './linear-model.ts'
import type { LinearModel } from './linear-model.ts'

export interface LabelledFeatures {
  readonly documentId: string
  readonly label: string
  readonly features: PackedFeatures
}

/** Keeps the examples and fits the model to them, one at a time. */
export interface Trainer {
  readonly model: LinearModel
  readonly vectoriser: Vectoriser
  /** By document. */
  readonly examples: ReadonlyMap<string, StoredExample>
  /** Every label ever seen; its position is its index in the model. */
  readonly labels: readonly string[]
  examplesOf(label: string): number
  learn(example: LabelledFeatures): void
  /** Takes out what was learnt from a document; false when there was nothing. */
  unlearn(documentId: string): boolean
  /** What the model said of its latest examples before it learnt them; those of labels then unknown are left out. */
  readonly foretold: readonly HeldOutScores[]
}

/** A rare label may weigh at most this much more than a frequent one. */
const MAX_PENALTY = 10
/** Steps on a new example, and on remembered ones after each, so that they keep their place. */
const NEW_EXAMPLE_STEPS = 3
const REPLAYED_PER_STEP = 10
/** The model is fitted anew to all examples when they have grown so much: how rare words are has changed by then. */
const REFIT_GROWTH = 1.3
const REFIT_PASSES = 10
/** With few examples each one moves everything: then the model is fitted anew each time, and more thoroughly. */
const FEW_EXAMPLES = 30
const FEW_EXAMPLES_PASSES = 30
/** Older answers come from a model that knew less. */
const MAX_FORETOLD = 400
/** A step of the walk through the examples; prime, so that it meets them in mixed order without any chance. */
const STRIDE = 7919

export function createTrainer(maxExamples: number): Trainer {
  const model = createLinearModel()
  const vectoriser = createVectoriser()
  const examples = new Map<string, StoredExample>()
  const labels: string[] = []
  const indexByLabel = new Map<string, number>()
  const countByLabel = new Map<string, number>()
  const foretold = new Map<string, HeldOutScores>()
  let refitAt = 1
  let position = 0

  const examplesOf = (label: string): number => countByLabel.get(label) ?? 0
  const indexOf = (label: string): number => {
    const known = indexByLabel.get(label)
    if (known !== undefined) return known
    const index = model.addLabel()
    labels.push(label)
    indexByLabel.set(label, index)
    return index
  }
  const foretell = ({ documentId, label, vector }: StoredExample): void => {
    foretold.delete(documentId)
    if (examplesOf(label) > 0)
      foretold.set(documentId, { scores: model.scores(vector), truth: indexOf(label) })
    const oldest = foretold.keys().next().value
    if (foretold.size > MAX_FORETOLD && oldest !== undefined) foretold.delete(oldest)
  }
  const step = (example: StoredExample): void => {
    const others = examples.size - examplesOf(example.label)
    const penalty = Math.min(MAX_PENALTY, Math.max(1, Math.sqrt(others / examplesOf(example.label))))
    model.visit(example, indexOf(example.label), penalty)
  }
  const walk = (steps: number): void => {
    const remembered = [...examples.values()]
    for (let count = 0; count < Math.min(steps, remembered.length * FEW_EXAMPLES_PASSES); count += 1) {
      position = (position + STRIDE) % remembered.length
      const example = remembered[position]
      if (example !== undefined) step(example)
    }
  }
  const refit = (): void => {
    for (const example of examples.values()) example.vector = vectoriser.vectorOf(example.features)
    model.recompute([...examples.values()], indexOf)
    const hasFew = examples.size < FEW_EXAMPLES
    walk(examples.size * (hasFew ? FEW_EXAMPLES_PASSES : REFIT_PASSES))
    refitAt = hasFew ? 1 : Math.ceil(examples.size * REFIT_GROWTH)
  }
  const forget = (example: StoredExample): void => {
    model.withdraw(example, indexOf(example.label))
    examples.delete(example.documentId)
    countByLabel.set(example.label, examplesOf(example.label) - 1)
    vectoriser.count(example.features, -1)
  }

  return {
    model,
    vectoriser,
    examples,
    labels,
    examplesOf,
    learn({ documentId, label, features }) {
      const example = storedExample(documentId, label, features)
      const earlier =
        examples.get(documentId) ??
        (examples.size >= maxExamples ? leastMissed(examples, examplesOf) : undefined)
      if (earlier !== undefined) forget(earlier)
      example.vector = vectoriser.vectorOf(example.features)
      foretell(example)
      examples.set(documentId, example)
      countByLabel.set(label, examplesOf(label) + 1)
      indexOf(label)
      vectoriser.count(example.features, 1)
      model.reserve(vectoriser.rowCount)
      example.vector = vectoriser.vectorOf(example.features)
      if (examples.size >= refitAt) {
        refit()
        return
      }
      for (let count = 0; count < NEW_EXAMPLE_STEPS; count += 1) {
        step(example)
        walk(REPLAYED_PER_STEP)
      }
    },
    unlearn(documentId) {
      const example = examples.get(documentId)
      if (example === undefined) return false
      forget(example)
      foretold.delete(documentId)
      walk(REPLAYED_PER_STEP)
      return true
    },
    get foretold() {
      return [...foretold.values()]
    },
  }
}

/** The oldest example of the label that has most. */
function leastMissed(
  examples: ReadonlyMap<string, StoredExample>,
  examplesOf: (label: string) => number,
): StoredExample | undefined {
  let candidate: StoredExample | undefined
  for (const example of examples.values()) {
    if (candidate === undefined || examplesOf(example.label) > examplesOf(candidate.label))
      candidate = example
  }
  return candidate
}
