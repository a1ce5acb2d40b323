import { featureHash } from '../../src/domain/classification/feature-hash.ts'
import { createDice, indexOfHighest, shuffled, withPairs } from './baseline.ts'
import type { Baseline } from './baseline.ts'

const DIMENSIONS = 64
const BUCKETS = 2 ** 17
const EPOCHS = 25
const FIRST_RATE = 0.5

/** The supervised model of fastText (Joulin et al., EACL 2017): mean of word and pair vectors, softmax, stochastic gradient, falling rate. */
export function createFastText(): Baseline {
  return {
    name: 'fastText class',
    train(texts, labels, labelCount) {
      const dice = createDice()
      const inputs = Float32Array.from({ length: BUCKETS * DIMENSIONS }, () => (dice() * 2 - 1) / DIMENSIONS)
      const outputs = new Float32Array(labelCount * DIMENSIONS)
      const bags = texts.map(bucketsOf)
      const steps = EPOCHS * texts.length
      let step = 0
      for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
        for (const index of shuffled(texts.length, dice)) {
          learn(inputs, outputs, bags[index] ?? [], labels[index] ?? 0, FIRST_RATE * (1 - step / steps))
          step += 1
        }
      }
      return (words) => indexOfHighest(chances(outputs, meanOf(inputs, bucketsOf(words))))
    },
  }
}

function bucketsOf(words: readonly string[]): readonly number[] {
  return withPairs(words).map((word) => featureHash(word) & (BUCKETS - 1))
}

function meanOf(inputs: Float32Array, bag: readonly number[]): Float32Array {
  const mean = new Float32Array(DIMENSIONS)
  for (const bucket of bag) {
    for (let d = 0; d < DIMENSIONS; d += 1)
      mean[d] = (mean[d] ?? 0) + (inputs[bucket * DIMENSIONS + d] ?? 0) / bag.length
  }
  return mean
}

function chances(outputs: Float32Array, hidden: Float32Array): Float64Array {
  const scores = Float64Array.from({ length: outputs.length / DIMENSIONS }, (_, label) =>
    hidden.reduce((sum, value, d) => sum + value * (outputs[label * DIMENSIONS + d] ?? 0), 0),
  )
  const highest = Math.max(...scores)
  const odds = scores.map((score) => Math.exp(score - highest))
  const total = odds.reduce((sum, value) => sum + value, 0)
  return odds.map((value) => value / total)
}

function learn(
  inputs: Float32Array,
  outputs: Float32Array,
  bag: readonly number[],
  truth: number,
  rate: number,
): void {
  const hidden = meanOf(inputs, bag)
  const errors = chances(outputs, hidden).map((chance, label) => rate * ((label === truth ? 1 : 0) - chance))
  const back = new Float32Array(DIMENSIONS)
  errors.forEach((error, label) => {
    for (let d = 0; d < DIMENSIONS; d += 1) {
      const at = label * DIMENSIONS + d
      back[d] = (back[d] ?? 0) + error * (outputs[at] ?? 0)
      outputs[at] = (outputs[at] ?? 0) + error * (hidden[d] ?? 0)
    }
  })
  // fastText gives every word the whole gradient, not its share of the mean.
  for (const bucket of bag) {
    for (let d = 0; d < DIMENSIONS; d += 1) {
      inputs[bucket * DIMENSIONS + d] = (inputs[bucket * DIMENSIONS + d] ?? 0) + (back[d] ?? 0)
    }
  }
}
