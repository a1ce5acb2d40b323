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
}

/** Scores of a support vector machine differ by about 2 between right and wrong: this makes it 0.9 of two labels. */
const DEFAULT_TEMPERATURE = 0.6
const DEFAULT_THRESHOLD = 0.5
/** With fewer held-out answers, history says too little. */
const MIN_HISTORY = 12
const COLDEST = 0.05
const HOTTEST = 3
const GOLDEN = (Math.sqrt(5) - 1) / 2
const SEARCH_STEPS = 24

/** Temperature scaling (Guo, Pleiss, Sun, Weinberger: On calibration of modern neural networks, ICML 2017). */
export function calibrate(history: readonly HeldOutScores[], wantedPrecision: number): Calibration {
  if (history.length < MIN_HISTORY) return { temperature: DEFAULT_TEMPERATURE, threshold: DEFAULT_THRESHOLD }
  const temperature = coolest((candidate) => meanSurprise(history, candidate))
  return { temperature, threshold: thresholdFor(history, temperature, wantedPrecision) }
}

export function probabilities(scores: Float64Array, temperature: number): Float64Array {
  const highest = scores.reduce((most, score) => Math.max(most, score), -Infinity)
  const odds = scores.map((score) => Math.exp((score - highest) / temperature))
  const sum = odds.reduce((total, value) => total + value, 0)
  return odds.map((value) => value / sum)
}

/** Golden-section search for the lowest value. */
function coolest(cost: (temperature: number) => number): number {
  let low = COLDEST
  let high = HOTTEST
  for (let step = 0; step < SEARCH_STEPS; step += 1) {
    const left = high - GOLDEN * (high - low)
    const right = low + GOLDEN * (high - low)
    if (cost(left) <= cost(right)) high = right
    else low = left
  }
  return (low + high) / 2
}

const LEAST_PROBABILITY = 1e-6

function meanSurprise(history: readonly HeldOutScores[], temperature: number): number {
  const total = history.reduce((sum, { scores, truth }) => {
    return sum - Math.log(Math.max(LEAST_PROBABILITY, probabilities(scores, temperature)[truth] ?? 0))
  }, 0)
  return total / history.length
}

/** The lowest probability above which proposals were right as often as wanted; one fault is always assumed. */
function thresholdFor(
  history: readonly HeldOutScores[],
  temperature: number,
  wantedPrecision: number,
): number {
  const answers = history
    .map(({ scores, truth }) => topOf(probabilities(scores, temperature), truth))
    .toSorted((a, b) => b.probability - a.probability)
  let right = 0
  let threshold: number | undefined
  answers.forEach(({ probability, isRight }, index) => {
    if (isRight) right += 1
    // Answers that are as sure as one another stand or fall together.
    const isLastOfItsKind = answers[index + 1]?.probability !== probability
    if (isLastOfItsKind && right / (index + 2) >= wantedPrecision) threshold = probability
  })
  return threshold ?? strictest(answers)
}

/** When even the surest answers were wrong too often for so short a history, only the surest tenth is proposed. */
function strictest(answers: readonly { readonly probability: number }[]): number {
  return answers[Math.floor(answers.length / 10)]?.probability ?? DEFAULT_THRESHOLD
}

function topOf(values: Float64Array, truth: number): { probability: number; isRight: boolean } {
  const probability = values.reduce((most, value) => Math.max(most, value), 0)
  return { probability, isRight: values[truth] === probability }
}
