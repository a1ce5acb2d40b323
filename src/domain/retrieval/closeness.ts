import { createGramCache, gramsOf, tellingWords } from './grams.ts'

/** How common the pieces of words are, counted over a sample of the texts. */
export interface GramStatistics {
  readonly texts: number
  /** In grams. */
  readonly averageLength: number
  textsWith(gram: string): number
}

/** A word that is looked for; a beginning ends anywhere. */
export interface WantedWord {
  readonly spelling: string
  readonly beginning: boolean
}

/** How close a text comes to what is looked for; 0 when nothing in it resembles it. */
export interface Closeness {
  ofText(text: string): number
  /** Of a line that is short by nature, such as a subject: what of the wanted stands in it, however long it is. */
  ofLine(text: string): number
}

/** Saturation and length normalisation of BM25 (Robertson); tuned on half of the questions, see bench/README.md. */
const K1 = 0.6
const B = 0.6

/** What is wanted counts more where much of it stands together: about two lines, looked at every few words. */
const WINDOW_WORDS = 25
const WINDOW_STEP = 8
const WINDOW_WEIGHT = 0.3

export function countGrams(texts: Iterable<string>): GramStatistics {
  const grams = createGramCache()
  const counts = new Map<string, number>()
  let total = 0
  let length = 0
  for (const text of texts) {
    const all = tellingWords(text).flatMap(grams)
    total += 1
    length += all.length
    for (const gram of new Set(all)) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return {
    texts: total,
    averageLength: length / Math.max(1, total),
    textsWith: (gram) => counts.get(gram) ?? 0,
  }
}

/** Of a word: how many grams it has, and which of them are wanted. */
interface WordGrams {
  readonly length: number
  readonly wanted: readonly number[]
}

export function createCloseness(words: readonly WantedWord[], statistics: GramStatistics): Closeness {
  const wanted = weighGrams(words, statistics)
  const cache = new Map<string, WordGrams>()

  function gramsIn(word: string): WordGrams {
    const known = cache.get(word)
    if (known !== undefined) return known
    const grams = gramsOf(word)
    const found = {
      length: grams.length,
      wanted: grams.flatMap((gram) => wanted.indexes.get(gram) ?? []),
    }
    cache.set(word, found)
    return found
  }

  return {
    ofText(text) {
      const grams = tellingWords(text).map(gramsIn)
      return (
        frequencyScore(grams, wanted, statistics.averageLength) + WINDOW_WEIGHT * bestWindow(grams, wanted)
      )
    },
    ofLine: (text) => weightOf(tellingWords(text).map(gramsIn), wanted),
  }
}

interface WeighedGrams {
  readonly indexes: ReadonlyMap<string, number>
  /** Inverse document frequency. */
  readonly weights: readonly number[]
  /** How often each is asked for. */
  readonly counts: readonly number[]
}

function weighGrams(words: readonly WantedWord[], { texts, textsWith }: GramStatistics): WeighedGrams {
  const counts = new Map<string, number>()
  for (const { spelling, beginning } of words) {
    for (const gram of gramsOf(spelling, { beginning })) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  const grams = [...counts.keys()]
  return {
    indexes: new Map(grams.map((gram, index) => [gram, index])),
    weights: grams.map((gram) => Math.log(1 + (texts - textsWith(gram) + 0.5) / (textsWith(gram) + 0.5))),
    counts: [...counts.values()],
  }
}

function frequencyScore(grams: readonly WordGrams[], wanted: WeighedGrams, averageLength: number): number {
  const frequencies = new Float64Array(wanted.weights.length)
  let length = 0
  for (const word of grams) {
    length += word.length
    for (const index of word.wanted) frequencies[index] = (frequencies[index] ?? 0) + 1
  }
  const damping = K1 * (1 - B + (B * length) / Math.max(1, averageLength))
  return wanted.weights.reduce((score, weight, index) => {
    const frequency = frequencies[index] ?? 0
    return score + ((wanted.counts[index] ?? 0) * weight * frequency * (K1 + 1)) / (frequency + damping)
  }, 0)
}

function bestWindow(grams: readonly WordGrams[], wanted: WeighedGrams): number {
  let best = 0
  for (let start = 0; start < grams.length; start += WINDOW_STEP)
    best = Math.max(best, weightOf(grams.slice(start, start + WINDOW_WORDS), wanted))
  return best
}

function weightOf(grams: readonly WordGrams[], { weights }: WeighedGrams): number {
  const seen = new Set<number>()
  for (const word of grams) for (const index of word.wanted) seen.add(index)
  let weight = 0
  for (const index of seen) weight += weights[index] ?? 0
  return weight
}
