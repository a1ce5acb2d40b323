import type { Slices } from './slices.ts'

/** What the model said of an example that it had not learnt from. */
export interface HeldOutScores {
  readonly scores: Float64Array
  /** Index of the right label. */
  readonly truth: number
}

export interface Calibration {
  /** Scores are divided by it before they become probabilities. */
  readonly temperature: number
  /** Probability from which proposals were right as often as wanted. */
  readonly threshold: number
  /** The same for proposals of one label, by its index; of labels with little history the common threshold counts for much. */
  readonly thresholdByLabel: ReadonlyMap<number, number>
}

/** Scores of a support vector machine differ by about 2 between right and wrong: this makes it 0.9 of two labels. */
const DEFAULT_TEMPERATURE = 0.6
const DEFAULT_THRESHOLD = 0.5
/** With fewer held-out answers, history says too little. */
const MIN_HISTORY = 12
/** What is more likely wrong than right is not proposed, however good history was. */
const LEAST_THRESHOLD = 0.5
/** So many imagined answers, as good as those of all labels, stand beside the history of one label. */
const PRIOR_ANSWERS = 8
/** A short history without a fault must not make the model certain: temperatures far from the usual one cost. */
const USUAL_TEMPERATURE = 0.3
const PRIOR_STRENGTH = 4
const COLDEST = 0.05
const HOTTEST = 3
const GOLDEN = (Math.sqrt(5) - 1) / 2
const SEARCH_STEPS = 24

/** As good as can be said without history. */
export const UNCALIBRATED: Calibration = {
  temperature: DEFAULT_TEMPERATURE,
  threshold: DEFAULT_THRESHOLD,
  thresholdByLabel: new Map(),
}

/** Temperature scaling (Guo, Pleiss, Sun, Weinberger: On calibration of modern neural networks, ICML 2017). */
export function* calibrate(history: readonly HeldOutScores[], wantedPrecision: number): Slices<Calibration> {
  if (history.length < MIN_HISTORY) return UNCALIBRATED
  const temperature = yield* coolest(history)
  const answers = history
    .map(({ scores, truth }) => topOf(probabilities(scores, temperature), truth))
    .toSorted((a, b) => b.probability - a.probability)
  const threshold = thresholdFor(answers, wantedPrecision)
  const thresholdByLabel = new Map(
    [...new Set(answers.map(({ label }) => label))].map((label) => [
      label,
      thresholdOfLabel(answers, label, threshold, wantedPrecision),
    ]),
  )
  return { temperature, threshold, thresholdByLabel }
}

export function probabilities(scores: Float64Array, temperature: number): Float64Array {
  const highest = scores.reduce((most, score) => Math.max(most, score), -Infinity)
  const odds = scores.map((score) => Math.exp((score - highest) / temperature))
  const sum = odds.reduce((total, value) => total + value, 0)
  return odds.map((value) => value / sum)
}

/** Golden-section search for the lowest value. */
function* coolest(history: readonly HeldOutScores[]): Slices<number> {
  let low = COLDEST
  let high = HOTTEST
  for (let step = 0; step < SEARCH_STEPS; step += 1) {
    const left = high - GOLDEN * (high - low)
    const right = low + GOLDEN * (high - low)
    if ((yield* cost(history, left)) <= (yield* cost(history, right))) high = right
    else low = left
  }
  return (low + high) / 2
}

const LEAST_PROBABILITY = 1e-6
/** Answers looked at in one slice. */
const ASKED_AT_ONCE = 100

/** How surprised one is by what was right, and by a temperature far from the usual one. */
function* cost(history: readonly HeldOutScores[], temperature: number): Slices<number> {
  let sum = PRIOR_STRENGTH * Math.log(temperature / USUAL_TEMPERATURE) ** 2
  for (let index = 0; index < history.length; index += 1) {
    const answer = history[index]
    if (answer === undefined) continue
    sum -= Math.log(Math.max(LEAST_PROBABILITY, probabilities(answer.scores, temperature)[answer.truth] ?? 0))
    if (index % ASKED_AT_ONCE === ASKED_AT_ONCE - 1) yield
  }
  return sum
}

interface Answer {
  readonly label: number
  readonly probability: number
  readonly isRight: boolean
}

/** The lowest probability above which proposals were right as often as wanted; one fault is always assumed. */
function thresholdFor(answers: readonly Answer[], wantedPrecision: number): number {
  const threshold = lowestWith(answers, (right, count) => right / (count + 1) >= wantedPrecision)
  return Math.max(LEAST_THRESHOLD, threshold ?? strictest(answers))
}

function thresholdOfLabel(
  answers: readonly Answer[],
  label: number,
  common: number,
  wantedPrecision: number,
): number {
  const above = answers.filter(({ probability }) => probability >= common)
  const usual = above.filter(({ isRight }) => isRight).length / Math.max(1, above.length)
  const own = answers.filter((answer) => answer.label === label)
  const threshold = lowestWith(
    own,
    (right, count) => (right + PRIOR_ANSWERS * usual) / (count + PRIOR_ANSWERS) >= wantedPrecision,
  )
  // A label that was never good enough is still proposed when it is surer than ever before.
  return Math.max(LEAST_THRESHOLD, threshold ?? own[0]?.probability ?? common)
}

/** @param answers surest first */
function lowestWith(
  answers: readonly Answer[],
  isGoodEnough: (right: number, count: number) => boolean,
): number | undefined {
  let right = 0
  let threshold: number | undefined
  answers.forEach(({ probability, isRight }, index) => {
    if (isRight) right += 1
    // Answers that are as sure as one another stand or fall together.
    const isLastOfItsKind = answers[index + 1]?.probability !== probability
    if (isLastOfItsKind && isGoodEnough(right, index + 1)) threshold = probability
  })
  return threshold
}

/** When even the surest answers were wrong too often for so short a history, only the surest tenth is proposed. */
function strictest(answers: readonly Answer[]): number {
  return answers[Math.floor(answers.length / 10)]?.probability ?? DEFAULT_THRESHOLD
}

function topOf(values: Float64Array, truth: number): Answer {
  const probability = values.reduce((most, value) => Math.max(most, value), 0)
  const label = values.indexOf(probability)
  return { label, probability, isRight: label === truth }
}
