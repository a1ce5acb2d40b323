import type { HeldOutScores } from './calibration.ts'
import { createVectoriser } from './example-store.ts'
import type { Rarities, SparseVector, StoredExample, Vectoriser } from './example-store.ts'
import type { PackedFeatures } from './feature-codec.ts'
import { heldOutScores } from './held-out.ts'
import type { HoldOutTools } from './held-out.ts'
import { createLabelMargins, labelsInUse } from './label-margins.ts'
import { createLinearModel } from './linear-model.ts'
import type { Demand, LinearModel } from './linear-model.ts'
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
  /** Fits the model a little, within milliseconds, so that the examples remembered or forgotten last count. */
  adapt(changed: readonly LabelledFeatures[]): Slices<void>
  /** Whether so much has changed that the model should be fitted anew. */
  readonly isStale: boolean
  /**
   * Fits the model anew to all examples. Until the last slice it answers as before; what is remembered, forgotten and adapted meanwhile counts at
   * once and afterwards too. Slices that are not run to the end change nothing.
   */
  fitAnew(): Slices<void>
  /** What the model would say of its examples had it not seen each of them; see `heldOutScores`. */
  heldOut(): Slices<readonly HeldOutScores[]>
}

/** Examples of a rare label weigh more, those of a frequent one less, within these bounds. */
const MAX_PENALTY = 10
const MIN_PENALTY = 0.2
/** Steps on a new example, and on remembered ones after each, so that they keep their place. */
const NEW_EXAMPLE_STEPS = 3
const REPLAYED_PER_STEP = 10
/** Examples at which the boundary of a young label is drawn at once, so that it takes no letters from others, and how often. */
const SETTLED_AT_ONCE = 300
const SETTLING_ROUNDS = 3
/** The model is fitted anew to all examples when this share of them has changed: how rare words are has changed by then. */
const STALE_SHARE = 1 / 6
const REFIT_PASSES = 15
/** Of many examples that are nearly all known, fewer ways through are enough. */
const MIN_REFIT_PASSES = 2
const REFIT_STEPS = 20_000
/** On most ways through, only boundaries that an example is near are looked at; on each so many-th all are. */
const THOROUGH_PASS = 5
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
  let changesSinceFit = 0
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
  const margins = createLabelMargins(examples, countByLabel, vectoriser)
  const demandOf = (label: string): Demand => {
    const fairShare = examples.size / labelsInUse(countByLabel)
    const penalty = Math.min(MAX_PENALTY, Math.max(MIN_PENALTY, fairShare / examplesOf(label)))
    return { penalty, margin: margins.of(label) }
  }
  const step = (example: StoredExample): void => {
    const { label } = example
    model.visit(example, vectoriser.vectorOf(example), indexOf(label), demandOf(label))
  }
  /** Draws the boundary of one label between its few examples and some of all others; no other boundary moves. */
  const settle = function* (label: string, remembered: readonly StoredExample[]): Slices<void> {
    const others = remembered.filter((example) => example.label !== label)
    const some = [...shuffled(others.length, dice).subarray(0, SETTLED_AT_ONCE)]
    const own = remembered.filter((example) => example.label === label)
    const fitted = model
    const visited: { example: StoredExample; vector: SparseVector; demand: Demand }[] = []
    for (const example of [...own, ...some.flatMap((position) => others[position] ?? [])]) {
      const vector = keptVector(vectoriser.vectorOf(example))
      visited.push({ example, vector, demand: demandOf(example.label) })
      yield
    }
    const rounds = Array.from({ length: SETTLING_ROUNDS }, () => [...shuffled(visited.length, dice)])
    for (const position of rounds.flat()) {
      // After a fit that ended meanwhile, the vectors are others and everything is settled.
      if (model !== fitted) return
      const { example, vector, demand } = visited[position] ?? {}
      if (example === undefined || vector === undefined || demand === undefined) continue
      // What was corrected meanwhile is no longer remembered.
      if (examples.get(example.documentId) !== example) continue
      model.visitBoundary(indexOf(label), example, vector, indexOf(example.label), demand)
      yield
    }
  }
  /** The sum of all changes on one way through the examples, in an order that mixes them anew each time. */
  const pass: HoldOutTools['pass'] = function* (into, remembered, { rarities, isQuick = false } = {}) {
    const demands = new Map<string, Demand>()
    for (const label of labels) {
      demands.set(label, demandOf(label))
      yield
    }
    let sum = 0
    for (const position of shuffled(remembered.length, dice)) {
      const example = remembered[position]
      // What hardly moved waits for the next thorough way through.
      if (example === undefined || (isQuick && example.isCalm === true)) continue
      const demand = demands.get(example.label) ?? demandOf(example.label)
      const vector = vectoriser.vectorOf(example, rarities)
      const change = into.visit(example, vector, indexOf(example.label), demand, isQuick)
      example.isCalm = change < CALM / 2
      sum += change
      yield
    }
    return sum
  }
  const replay = (remembered: readonly StoredExample[]): void => {
    for (let count = 0; count < REPLAYED_PER_STEP; count += 1) {
      const example = remembered[Math.floor(dice() * remembered.length)]
      if (example !== undefined) step(example)
    }
  }
  const fitAnew = function* (): Slices<void> {
    const rarities = vectoriser.raritiesNow()
    yield
    const changes = changesSinceFit
    const next = model.emptied()
    const drafts = new Map<StoredExample, StoredExample>()
    for (const example of [...examples.values()]) {
      const draft = { ...example, scales: vectoriser.scalesOf(example, rarities), duals: [...example.duals] }
      next.addPart(draft, vectoriser.vectorOf(draft, rarities), indexOf(example.label), 1)
      drafts.set(example, draft)
      yield
    }
    const remembered = [...drafts.values()]
    yield* margins.measureAnew(remembered, (draft) => vectoriser.vectorOf(draft, rarities))
    const passes = passesFor(remembered.length, changes)
    for (let count = 0; count < passes; count += 1) {
      const isQuick = count % THOROUGH_PASS !== 0
      if ((yield* pass(next, remembered, { rarities, isQuick })) <= remembered.length * CALM) break
    }
    adopt(next, drafts, rarities)
    changesSinceFit = Math.max(0, changesSinceFit - changes)
  }
  /** What changed during the fit is brought over: examples that are gone taken out, new ones put in as they are. */
  const adopt = (
    next: LinearModel,
    drafts: ReadonlyMap<StoredExample, StoredExample>,
    rarities: Rarities,
  ): void => {
    const current = new Set(examples.values())
    for (const [example, draft] of drafts) {
      if (current.has(example))
        Object.assign(example, { scales: draft.scales, duals: draft.duals, near: draft.near })
      else next.addPart(draft, vectoriser.vectorOf(draft, rarities), indexOf(draft.label), -1)
    }
    vectoriser.adopt(rarities)
    while (next.labelCount < labels.length) next.addLabel()
    next.reserve(vectoriser.rowCount)
    for (const example of current) {
      if (drafts.has(example)) continue
      example.scales = vectoriser.scalesOf(example)
      next.addPart(example, vectoriser.vectorOf(example), indexOf(example.label), 1)
    }
    model = next
  }
  const forget = (documentId: string): boolean => {
    const example = examples.get(documentId)
    if (example === undefined) return false
    model.addPart(example, vectoriser.vectorOf(example), indexOf(example.label), -1)
    examples.delete(documentId)
    countByLabel.set(example.label, examplesOf(example.label) - 1)
    margins.changed(example.label)
    vectoriser.forget(example)
    changesSinceFit += 1
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
      margins.changed(label)
      changesSinceFit += 1
    },
    *adapt(changed) {
      if (examples.size < FEW_EXAMPLES) {
        yield* fitAnew()
        return
      }
      const remembered = [...examples.values()]
      for (const { documentId } of changed) {
        for (let count = 0; count < NEW_EXAMPLE_STEPS; count += 1) {
          const example = examples.get(documentId)
          if (example !== undefined) step(example)
          replay(remembered.filter((one) => examples.get(one.documentId) === one))
          yield
        }
        const label = examples.get(documentId)?.label
        if (label !== undefined && margins.isYoung(label)) yield* settle(label, [...examples.values()])
      }
    },
    get isStale() {
      return changesSinceFit > 0 && changesSinceFit >= examples.size * STALE_SHARE
    },
    fitAnew,
    heldOut() {
      return heldOutScores([...examples.values()], { model, vectoriser, indexOf, examplesOf, pass })
    },
  }
}

function keptVector({ rows, values, squaredLength }: SparseVector): SparseVector {
  return { rows, values: values.slice(), squaredLength }
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

/** The numbers below `count`, mixed (Fisher and Yates). */
function shuffled(count: number, dice: () => number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, position) => position)
  for (let position = count - 1; position > 0; position -= 1) {
    const other = Math.floor(dice() * (position + 1))
    const kept = order[position] ?? 0
    order[position] = order[other] ?? 0
    order[other] = kept
  }
  return order
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
