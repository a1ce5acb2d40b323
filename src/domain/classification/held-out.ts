import type { HeldOutScores } from './calibration.ts'
import type { StoredExample, Vectoriser } from './example-store.ts'
import type { LinearModel } from './linear-model.ts'

/** What is needed to train a model for a while without some of its examples. */
export interface HoldOutTools {
  readonly model: LinearModel
  readonly vectoriser: Vectoriser
  readonly indexOf: (label: string) => number
  readonly examplesOf: (label: string) => number
  /** Once through the examples, fitting the model to each. */
  readonly pass: (examples: readonly StoredExample[]) => number
  readonly addPart: (example: StoredExample, sign: 1 | -1) => void
}

const FOLDS = 5
/** The model starts from what it knows, so it soon settles without a few of its examples. */
const PASSES = 3
/** Of more examples only one sample of this size is taken out: history beyond it adds time and no knowledge. */
const MAX_HELD_OUT = 400
const FEW_ENOUGH_FOR_ALL = 1500

/**
 * What the model says of examples that it has not seen: each fifth is taken out, the model fitted to the others and asked, and all put back. Folds
 * are spread over the labels and do not depend on the order in which the examples came. Labels with a single example are left out.
 */
export function heldOutScores(
  examples: readonly StoredExample[],
  tools: HoldOutTools,
): readonly HeldOutScores[] {
  const foldOf = foldsOf(examples.filter(({ label }) => tools.examplesOf(label) > 1))
  return Array.from({ length: FOLDS }, (_, fold) => {
    const [asked, others] = partition(examples, (example) => foldOf.get(example) === fold)
    return asked.length === 0 ? [] : scoresWithout(asked, others, tools)
  }).flat()
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

function scoresWithout(
  asked: readonly StoredExample[],
  others: readonly StoredExample[],
  tools: HoldOutTools,
): readonly HeldOutScores[] {
  const { model, vectoriser } = tools
  const duals = [...asked, ...others].map((example) => ({ example, saved: [...example.duals] }))
  const restore = model.save()
  for (const example of asked) tools.addPart(example, -1)
  for (let count = 0; count < PASSES; count += 1) tools.pass(others)
  const answers = asked.map((example) => ({
    scores: model.scores(vectoriser.vectorOf(example)),
    truth: tools.indexOf(example.label),
  }))
  for (const { example, saved } of duals) example.duals.splice(0, example.duals.length, ...saved)
  restore()
  return answers
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}
