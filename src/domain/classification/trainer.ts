import type { HeldOutScores } from './calibration.ts'
import { createVectoriser } from './example-store.ts'
import type { Rarities, StoredExample, Vectoriser } from './example-store.ts'
import type { PackedFeatures } from './feature-codec.ts'
import { heldOutScores } from './held-out.ts'
import { createLinearModel } from './linear-model.ts'
import type { LinearModel } from './linear-model.ts'
import type { Slices } from './slices.ts'

export interface LabelledFeatures {
  readonly documentId: string
  readonly label: string
  readonly features: PackedFeatures
}

/** Keeps the examples and fits the model to them. */
export interface Trainer {
  /** As it was last fitted; another one after the next fit. */
  readonly model: LinearModel
  readonly vectoriser: Vectoriser
  /** By document. */
  readonly examples: ReadonlyMap<string, StoredExample>
  /** Every label ever seen; its position is its index in the model. */
  readonly labels: readonly string[]
  examplesOf(label: string): number
  /** Remembers an example in place of any earlier one of its document, without fitting the model. */
  remember(example: LabelledFeatures): void
  /** Forgets the example of a document without fitting the model; false when there was none. */
  forget(documentId: string): boolean
  /**
   * Fits the model after `changes` examples were remembered or forgotten: a little after one, anew after many. Until the last slice of a fit
   * anew the model answers as before; nothing may be remembered or forgotten meanwhile. Slices that are not run to the end change nothing.
   */
  fit(changes: number): Slices<void>
  /** What the model would say of its examples had it not seen each of them; see `heldOutScores`. */
  heldOut(): Slices<readonly HeldOutScores[]>
}

/** Examples of a rare label weigh more, those of a frequent one less, within these bounds. */
const MAX_PENALTY = 10
const MIN_PENALTY = 0.2
/** Steps on a new example, and on remembered ones after each, so that they keep their place. */
const NEW_EXAMPLE_STEPS = 3
const REPLAYED_PER_STEP = 10
/** The model is fitted anew to all examples when they have changed so much: how rare words are has changed by then. */
const REFIT_GROWTH = 1.2
const REFIT_PASSES = 15
/** Of many examples that are nearly all known, fewer ways through are enough. */
const MIN_REFIT_PASSES = 2
const REFIT_STEPS = 20_000
/** With few examples each one moves everything: then the model is fitted anew each time, and more thoroughly. */
const FEW_EXAMPLES = 30
const FEW_EXAMPLES_PASSES = 30
/** A fit is good enough when the dual variables of an example move less than this in a pass. */
const CALM = 0.02

export function createTrainer(maxExamples: number): Trainer {
  let model = createLinearModel()
  const vectoriser = createVectoriser()
  const examples = new Map<string, StoredExample>()
  const labels: string[] = []
  const indexByLabel = new Map<string, number>()
  const countByLabel = new Map<string, number>()
  let latest: StoredExample | undefined
  let changesSinceRefit = 0
  const dice = createDice()

  const examplesOf = (label: string): number => countByLabel.get(label) ?? 0
  const indexOf = (label: string): number => {
    const known = indexByLabel.get(label)
    if (known !== undefined) return known
    const index = model.addLabel()
    labels.push(label)
    indexByLabel.set(label, index)
    return index
  }
  const step = (into: LinearModel, example: StoredExample, rarities?: Rarities): number => {
    const labelsInUse = [...countByLabel.values()].filter((count) => count > 0).length
    const fairShare = examples.size / labelsInUse
    const penalty = Math.min(MAX_PENALTY, Math.max(MIN_PENALTY, fairShare / examplesOf(example.label)))
    return into.visit(example, vectoriser.vectorOf(example, rarities), indexOf(example.label), penalty)
  }
  /** The sum of all changes on one way through the examples, in an order that mixes them anew each time. */
  const pass = function* (
    into: LinearModel,
    remembered: readonly StoredExample[],
    rarities?: Rarities,
  ): Slices<number> {
    let sum = 0
    for (const example of shuffled(remembered, dice)) {
      sum += step(into, example, rarities)
      yield
    }
    return sum
  }
  const replay = (remembered: readonly StoredExample[]): void => {
    for (let count = 0; count < REPLAYED_PER_STEP; count += 1) {
      const example = remembered[Math.floor(dice() * remembered.length)]
      if (example !== undefined) step(model, example)
    }
  }
  const refit = function* (changes: number): Slices<void> {
    const rarities = vectoriser.raritiesNow()
    const next = model.emptied()
    const drafts: { readonly example: StoredExample; readonly draft: StoredExample }[] = []
    for (const example of examples.values()) {
      const scales = vectoriser.scalesOf(example, rarities)
      const draft = { ...example, scales, duals: [...example.duals] }
      next.addPart(draft, vectoriser.vectorOf(draft, rarities), indexOf(example.label), 1)
      drafts.push({ example, draft })
      yield
    }
    const remembered = drafts.map(({ draft }) => draft)
    const passes = passesFor(remembered.length, changes)
    for (let count = 0; count < passes; count += 1) {
      if ((yield* pass(next, remembered, rarities)) <= remembered.length * CALM) break
    }
    for (const { example, draft } of drafts)
      Object.assign(example, { scales: draft.scales, duals: draft.duals })
    vectoriser.adopt(rarities)
    model = next
    changesSinceRefit = 0
  }
  const forget = (documentId: string): boolean => {
    const example = examples.get(documentId)
    if (example === undefined) return false
    model.addPart(example, vectoriser.vectorOf(example), indexOf(example.label), -1)
    examples.delete(documentId)
    countByLabel.set(example.label, examplesOf(example.label) - 1)
    vectoriser.forget(example)
    if (latest === example) latest = undefined
    return true
  }

  return {
    get model() {
      return model
    },
    vectoriser,
    examples,
    labels,
    examplesOf,
    forget,
    remember({ documentId, label, features }) {
      const displaced = examples.size >= maxExamples ? leastMissed(examples, examplesOf) : undefined
      if (!forget(documentId) && displaced !== undefined) forget(displaced.documentId)
      const example = vectoriser.remember(documentId, label, features)
      indexOf(label)
      model.reserve(vectoriser.rowCount)
      examples.set(documentId, example)
      countByLabel.set(label, examplesOf(label) + 1)
      latest = example
    },
    *fit(changes) {
      const changed = changesSinceRefit + changes
      const remembered = [...examples.values()]
      const settled = (remembered.length - changed) * REFIT_GROWTH
      if (remembered.length < FEW_EXAMPLES || remembered.length >= settled) {
        yield* refit(changed)
        return
      }
      changesSinceRefit = changed
      for (let count = 0; count < NEW_EXAMPLE_STEPS; count += 1) {
        if (latest !== undefined) step(model, latest)
        replay(remembered)
      }
    },
    heldOut() {
      return heldOutScores([...examples.values()], { model, vectoriser, indexOf, examplesOf, pass })
    },
  }
}

function passesFor(examples: number, changes: number): number {
  if (examples < FEW_EXAMPLES) return FEW_EXAMPLES_PASSES
  if (changes * 2 > examples) return REFIT_PASSES
  return Math.min(REFIT_PASSES, Math.max(MIN_REFIT_PASSES, Math.ceil(REFIT_STEPS / examples)))
}

/** The same numbers 0 ≤ n < 1 each time (a linear congruential generator, constants of Numerical Recipes): one journal, one model. */
function createDice(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function shuffled<T>(items: readonly T[], dice: () => number): readonly T[] {
  return items
    .map((item) => ({ item, place: dice() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
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
