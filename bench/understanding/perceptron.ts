import { createDice, indexOfHighest, shuffled, vocabularyOf, withPairs } from './baseline.ts'
import type { Baseline, Terms } from './baseline.ts'

/** Settings of paperless-ngx and the defaults of scikit-learn's MLPClassifier. */
const MIN_DOCUMENT_SHARE = 0.01
const HIDDEN = 100
const MAX_EPOCHS = 200
const MAX_BATCH = 200
const RATE = 0.001
const DECAY = 0.0001
const TOLERANCE = 0.01
const PATIENCE = 10

/** Counts of words and pairs into a perceptron with one hidden layer, trained by Adam: the model of paperless-ngx. */
export function createPerceptron(): Baseline {
  return {
    name: 'MLP on 1-2-gram counts (as paperless-ngx)',
    train(texts, labels, labelCount) {
      const grams = texts.map(withPairs)
      const vocabulary = vocabularyOf(grams, Math.max(1, Math.ceil(texts.length * MIN_DOCUMENT_SHARE)))
      const bags = grams.map((words) => vocabulary.termsOf(words))
      const network = createNetwork(vocabulary.size, labelCount)
      fit(network, bags, labels)
      return (words) => indexOfHighest(network.forward(vocabulary.termsOf(withPairs(words))).chances)
    },
  }
}

interface Passage {
  readonly hidden: Float64Array
  readonly chances: Float64Array
}

interface Layer {
  readonly weights: Float64Array
  readonly gradient: Float64Array
  readonly first: Float64Array
  readonly second: Float64Array
}

interface Network {
  forward(terms: Terms): Passage
  /** Adds the gradient of one text; the loss of the text is the answer. */
  backward(terms: Terms, truth: number): number
  /** One step of Adam with the mean gradient of so many texts. */
  step(texts: number): void
}

function layer(rows: number, columns: number, dice: () => number): Layer {
  const bound = Math.sqrt(6 / (rows + columns))
  const size = (rows + 1) * columns
  const weights = Float64Array.from({ length: size }, () => (dice() * 2 - 1) * bound)
  return {
    weights,
    gradient: new Float64Array(size),
    first: new Float64Array(size),
    second: new Float64Array(size),
  }
}

function createNetwork(terms: number, labels: number): Network {
  const dice = createDice()
  const input = layer(terms, HIDDEN, dice)
  const output = layer(HIDDEN, labels, dice)
  let steps = 0

  const forward = (bag: Terms): Passage => {
    const hidden = input.weights.slice(terms * HIDDEN)
    for (const [term, count] of bag) addRow(hidden, input.weights, term, count)
    hidden.forEach((value, h) => {
      hidden[h] = Math.max(0, value)
    })
    const scores = output.weights.slice(HIDDEN * labels)
    hidden.forEach((value, h) => {
      addRow(scores, output.weights, h, value)
    })
    const highest = Math.max(...scores)
    const odds = scores.map((score) => Math.exp(score - highest))
    const total = odds.reduce((sum, value) => sum + value, 0)
    return { hidden, chances: odds.map((value) => value / total) }
  }

  return {
    forward,
    backward(bag, truth) {
      const { hidden, chances } = forward(bag)
      const errors = chances.map((chance, label) => chance - (label === truth ? 1 : 0))
      const back = hidden.map((value, h) => (value > 0 ? rowProduct(output.weights, h, errors) : 0))
      hidden.forEach((value, h) => {
        addToRow(output.gradient, h, errors, value)
      })
      addToRow(output.gradient, HIDDEN, errors, 1)
      for (const [term, count] of bag) addToRow(input.gradient, term, back, count)
      addToRow(input.gradient, terms, back, 1)
      return -Math.log(Math.max(1e-12, chances[truth] ?? 0))
    },
    step(texts) {
      steps += 1
      adam(input, texts, steps)
      adam(output, texts, steps)
    },
  }
}

/** Adds a row of a matrix, times a factor, to a vector of the width of the row. */
function addRow(into: Float64Array, matrix: Float64Array, row: number, factor: number): void {
  const start = row * into.length
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] ?? 0) + factor * (matrix[start + at] ?? 0)
}

function addToRow(matrix: Float64Array, row: number, vector: Float64Array, factor: number): void {
  const start = row * vector.length
  for (let at = 0; at < vector.length; at += 1)
    matrix[start + at] = (matrix[start + at] ?? 0) + factor * (vector[at] ?? 0)
}

function rowProduct(matrix: Float64Array, row: number, vector: Float64Array): number {
  const start = row * vector.length
  return vector.reduce((sum, value, at) => sum + value * (matrix[start + at] ?? 0), 0)
}

/** Kingma and Ba, ICLR 2015. */
function adam({ weights, gradient, first, second }: Layer, texts: number, steps: number): void {
  const rate = (RATE * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps)
  for (let at = 0; at < weights.length; at += 1) {
    const slope = ((gradient[at] ?? 0) + DECAY * (weights[at] ?? 0)) / texts
    const mean = 0.9 * (first[at] ?? 0) + 0.1 * slope
    const square = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope
    first[at] = mean
    second[at] = square
    weights[at] = (weights[at] ?? 0) - (rate * mean) / (Math.sqrt(square) + 1e-8)
  }
  gradient.fill(0)
}

/** Ends when the loss has not fallen by the tolerance for ten epochs. */
function fit(network: Network, bags: readonly Terms[], labels: readonly number[]): void {
  const dice = createDice()
  const batch = Math.min(MAX_BATCH, bags.length)
  let best = Infinity
  let stale = 0
  for (let epoch = 0; epoch < MAX_EPOCHS && stale < PATIENCE; epoch += 1) {
    const order = shuffled(bags.length, dice)
    let loss = 0
    for (let start = 0; start < order.length; start += batch) {
      const part = order.slice(start, start + batch)
      for (const index of part)
        loss += network.backward(bags[index] ?? new Map<number, number>(), labels[index] ?? 0)
      network.step(part.length)
    }
    const mean = loss / bags.length
    stale = mean > best - TOLERANCE ? stale + 1 : 0
    best = Math.min(best, mean)
  }
}
