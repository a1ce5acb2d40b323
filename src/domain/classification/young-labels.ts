import type { SparseVector, StoredExample } from './example-store.ts'
import type { Slices } from './slices.ts'

/** What is known of a label that may be young. */
export interface LabelHistory {
  /** Its examples. */
  readonly examples: number
  /** Examples since its first one, itself among them. */
  readonly since: number
  /** Examples of all labels, and how many labels have any. */
  readonly remembered: number
  readonly labels: number
  /** How alike its letters are: mean cosine, 0..1. */
  readonly likeness: number
}

/** The margin that is asked of a label's own examples; of grown ones this. */
export const USUAL_MARGIN = 1
const LARGEST_MARGIN = 6
/** A label with more is grown, and so is one that has half of what labels have on average. */
const MOST_EXAMPLES = 10
/** Score that another letter of a young label is to reach; grown labels reach between -0.1 (articles) and 0.8 (senders). */
const REACH = 0.5
/** By how much the reach falls where a label is e times as rare as the average one. */
const REACH_OF_FREQUENCY = 0.6
/** So many imagined letters, of all labels alike, stand beside those since a label's first. */
const PRIOR_LETTERS = 20
const LEAST_LIKENESS = 0.05

/**
 * A label is fitted to its few examples and hardly reaches their like: another letter shares some words with each of three, and with fifty
 * nearly all of its words. With n examples that are alike by c, one more like them scores -1 + (margin + 1) · nc / (1 + (n - 1)c), where what is
 * unlike all of them scores -1. So the fewer and the less alike the examples are, the larger a margin is asked. Less is asked for a label that
 * has stayed rare for long: of it few letters are to be expected.
 */
export function marginOf(history: LabelHistory): number {
  if (!isYoung(history)) return USUAL_MARGIN
  const { examples, since, labels, likeness } = history
  const frequency = (examples * labels + PRIOR_LETTERS) / (since + PRIOR_LETTERS)
  const reach = REACH + REACH_OF_FREQUENCY * Math.log(Math.min(1, frequency))
  const alike = Math.max(LEAST_LIKENESS, likeness)
  const margin = ((reach + 1) * (1 + (examples - 1) * alike)) / (examples * alike) - 1
  return Math.min(LARGEST_MARGIN, Math.max(USUAL_MARGIN, margin))
}

export function isYoung({ examples, remembered, labels }: Omit<LabelHistory, 'likeness' | 'since'>): boolean {
  return examples > 0 && examples <= MOST_EXAMPLES && examples * labels * 2 <= remembered
}

/** Gives the vector of an example, valid until the next call. */
export type VectorOf = (example: StoredExample) => SparseVector

/** As good as can be said where no two letters of one label are known. */
const LIKENESS_UNKNOWN = 0.3
const PAIRS_OF_A_LABEL = 8
const MOST_PAIRS = 200

/** How alike two letters of one label are on average: each with the one before, the first few of each label. */
export function* usualLikeness(examples: Iterable<StoredExample>, vectorOf: VectorOf): Slices<number> {
  const last = new Map<string, StoredExample>()
  const found = new Map<string, number[]>()
  let pairs = 0
  for (const example of examples) {
    const before = last.get(example.label)
    last.set(example.label, example)
    const list = found.get(example.label) ?? []
    if (before === undefined || list.length === PAIRS_OF_A_LABEL || pairs === MOST_PAIRS) continue
    found.set(example.label, [...list, likenessOf(before, example, vectorOf)])
    pairs += 1
    yield
  }
  return found.size === 0 ? LIKENESS_UNKNOWN : mean([...found.values()].map(mean))
}

/** The usual likeness counts as much as two examples. */
const PRIOR_EXAMPLES = 2

/** How alike the few examples of a young label are, the usual likeness among them. */
export function likenessAmong(own: readonly StoredExample[], vectorOf: VectorOf, usual: number): number {
  const pairs = own.flatMap((example, position) =>
    own.slice(0, position).map((other) => likenessOf(other, example, vectorOf)),
  )
  const count = Math.min(own.length, pairs.length)
  return (PRIOR_EXAMPLES * usual + count * mean(pairs)) / (PRIOR_EXAMPLES + count)
}

/** Cosine; both are of length one but for the bias in front, which is in every document and makes none alike. */
function likenessOf(one: StoredExample, other: StoredExample, vectorOf: VectorOf): number {
  const first = vectorOf(one)
  const valueByRow = new Map<number, number>()
  for (let position = 1; position < first.rows.length; position += 1) {
    valueByRow.set(first.rows[position] ?? 0, first.values[position] ?? 0)
  }
  const second = vectorOf(other)
  let sum = 0
  for (let position = 1; position < second.rows.length; position += 1) {
    sum += (valueByRow.get(second.rows[position] ?? 0) ?? 0) * (second.values[position] ?? 0)
  }
  return sum
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
