import { seededRandom } from '../../test/support/seeded-random.ts'

/** A text as counts of numbered terms. */
export type Terms = ReadonlyMap<number, number>

/** A classifier that is trained anew from all its examples. */
export interface Baseline {
  readonly name: string
  /** @param labels index of the label of each text */
  train(texts: readonly (readonly string[])[], labels: readonly number[], labelCount: number): Guess
}

export type Guess = (text: readonly string[]) => number

export function withPairs(words: readonly string[]): readonly string[] {
  return [...words, ...words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`)]
}

export interface Vocabulary {
  readonly size: number
  /** Texts that a term occurs in, by its number. */
  readonly documents: readonly number[]
  termsOf(words: readonly string[]): Terms
}

/** @param minDocuments terms of fewer texts are left out */
export function vocabularyOf(texts: readonly (readonly string[])[], minDocuments: number): Vocabulary {
  const counts = new Map<string, number>()
  for (const text of texts) for (const word of new Set(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= minDocuments)
  const numbers = new Map(kept.map(([word], index) => [word, index]))
  return {
    size: kept.length,
    documents: kept.map(([, count]) => count),
    termsOf(words) {
      const terms = new Map<number, number>()
      for (const word of words) {
        const number = numbers.get(word)
        if (number !== undefined) terms.set(number, (terms.get(number) ?? 0) + 1)
      }
      return terms
    },
  }
}

/** The same numbers each time, 0 ≤ n < 1. */
export function createDice(): () => number {
  return seededRandom(7)
}

export function shuffled(count: number, dice: () => number): readonly number[] {
  return Array.from({ length: count }, (_, index) => ({ index, place: dice() }))
    .sort((a, b) => a.place - b.place)
    .map(({ index }) => index)
}

export function indexOfHighest(values: ArrayLike<number>): number {
  let best = 0
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index
  }
  return best
}
