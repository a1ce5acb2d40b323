import type { HeldOutScores } from './calibration.ts'
import type { Rarities, StoredExample, Vectoriser } from './example-store.ts'
import type { LinearModel } from './linear-model.ts'
import type { Slices } from './slices.ts'

/** What is needed to train a copy of a model without some of its examples. */
export interface HoldOutTools {
  readonly model: LinearModel
  readonly vectoriser: Vectoriser
  readonly indexOf: (label: string) => number
  readonly examplesOf: (label: string) => number
  /** Once through the examples, fitting the model to each; see `LinearModel.visit` for what is quick. */
  readonly pass: (model: LinearModel, examples: readonly StoredExample[], how?: HowToPass) => Slices<number>
}

export interface HowToPass {
  /** How rare features are; as the vectoriser has it, when not given. */
  readonly rarities?: Rarities
  readonly isQuick?: boolean
}

const FOLDS = 5
/** The model starts from what it knows, so it soon settles without a few of its examples. */
const PASSES = 3
/** Of more examples only one sample of this size is taken out: history beyond it adds time and no knowledge. */
const MAX_HELD_OUT = 400
const FEW_ENOUGH_FOR_ALL = 1500
/** Examples copied in one slice. */
const COPIED_AT_ONCE = 200

/**
 * What the model says of examples that it has not seen: each fifth is taken out of a copy, which is fitted to the others and asked. Folds
 * are spread over the labels and do not depend on the order in which the examples came. Labels with a single example are left out.
 */
export function* heldOutScores(
  examples: readonly StoredExample[],
  tools: HoldOutTools,
): Slices<readonly HeldOutScores[]> {
  const foldOf = foldsOf(examples.filter(({ label }) => tools.examplesOf(label) > 1))
  const answers: HeldOutScores[] = []
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const [asked, others] = partition(examples, (example) => foldOf.get(example) === fold)
    if (asked.length > 0) answers.push(...(yield* scoresWithout(asked, others, tools)))
  }
  return answers
}

function foldsOf(eligible: readonly StoredExample[]): ReadonlyMap<StoredExample, number> {
  const width =
    eligible.length <= FEW_ENOUGH_FOR_ALL ? FOLDS : Math.max(FOLDS, Math.ceil(eligible.length / MAX_HELD_OUT))
  const foldOf = new Map<StoredExample, number>()
  const seen = new Map<string, number>()
  for (const example of eligible.toSorted((a, b) => (a.documentId < b.documentId ? -1 : 1))) {
    const position = seen.get(example.label) ?? 0
    seen.set(example.label, position + 1)
    const fold = position % width
    if (width === FOLDS || fold === 0) foldOf.set(example, fold)
  }
  return foldOf
}

function* scoresWithout(
  asked: readonly StoredExample[],
  others: readonly StoredExample[],
  { vectoriser, indexOf, pass, ...tools }: HoldOutTools,
): Slices<readonly HeldOutScores[]> {
  const model = yield* tools.model.copy()
  for (const example of asked) {
    model.addPart(example, vectoriser.vectorOf(example), indexOf(example.label), -1)
    yield
  }
  const taught: StoredExample[] = []
  for (const example of others) {
    taught.push({ ...example, duals: [...example.duals] })
    if (taught.length % COPIED_AT_ONCE === 0) yield
  }
  for (let count = 0; count < PASSES; count += 1) yield* pass(model, taught, { isQuick: true })
  const answers: HeldOutScores[] = []
  for (const example of asked) {
    answers.push({ scores: model.scores(vectoriser.vectorOf(example)), truth: indexOf(example.label) })
    yield
  }
  return answers
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}
