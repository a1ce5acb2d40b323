import { createDice, indexOfHighest, shuffled, vocabularyOf } from './baseline.ts'
import type { Baseline, Terms, Vocabulary } from './baseline.ts'

const PASSES = 30
/** 1/(2C) with C = 1, as in scikit-learn's LinearSVC. */
const SOFTNESS = 0.5

/** Linear support vector machine on tf-idf of single words: what scikit-learn's TfidfVectorizer and LinearSVC do by default. */
export function createLinearSvm(): Baseline {
  return {
    name: 'linear SVM, tf-idf of words',
    train(texts, labels, labelCount) {
      const vocabulary = vocabularyOf(texts, 1)
      const vectors = texts.map((text) => tfIdf(vocabulary, vocabulary.termsOf(text), texts.length))
      const machines = Array.from({ length: labelCount }, (_, label) =>
        trained(
          vectors,
          labels.map((own) => (own === label ? 1 : -1)),
          vocabulary.size,
        ),
      )
      return (words) => {
        const vector = tfIdf(vocabulary, vocabulary.termsOf(words), texts.length)
        return indexOfHighest(machines.map((weights) => product(weights, vector)))
      }
    },
  }
}

interface Vector {
  readonly terms: Int32Array
  readonly values: Float64Array
}

function tfIdf({ documents, size }: Vocabulary, terms: Terms, textCount: number): Vector {
  const entries = [...terms].map(([term, count]): [number, number] => [
    term,
    count * (Math.log((1 + textCount) / (1 + (documents[term] ?? 0))) + 1),
  ])
  const length = Math.hypot(...entries.map(([, value]) => value)) || 1
  return {
    // The last weight is the bias.
    terms: Int32Array.from([...entries.map(([term]) => term), size]),
    values: Float64Array.from([...entries.map(([, value]) => value / length), 1]),
  }
}

function product(weights: Float64Array, { terms, values }: Vector): number {
  let sum = 0
  for (let index = 0; index < terms.length; index += 1)
    sum += (weights[terms[index] ?? 0] ?? 0) * (values[index] ?? 0)
  return sum
}

/** Dual coordinate descent (Hsieh et al., ICML 2008), squared hinge loss. */
function trained(vectors: readonly Vector[], sides: readonly number[], size: number): Float64Array {
  const weights = new Float64Array(size + 1)
  const duals = new Float64Array(vectors.length)
  const dice = createDice()
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const index of shuffled(vectors.length, dice)) {
      const vector = vectors[index]
      const side = sides[index] ?? 1
      if (vector === undefined) continue
      const dual = duals[index] ?? 0
      const gradient = side * product(weights, vector) - 1 + SOFTNESS * dual
      const next = Math.max(0, dual - gradient / (2 + SOFTNESS))
      duals[index] = next
      const change = side * (next - dual)
      if (change === 0) continue
      vector.terms.forEach((term, position) => {
        weights[term] = (weights[term] ?? 0) + change * (vector.values[position] ?? 0)
      })
    }
  }
  return weights
}
