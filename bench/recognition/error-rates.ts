/**
 * Error rates of recognised text. The order-free rates compare words as a multiset: what matters for search and for
 * reading values is that the words are there; how columns and tables are strung together differs between truths.
 */
export interface ErrorCounts {
  readonly truthChars: number
  readonly truthWords: number
  readonly foundWords: number
  /** Characters of words that were misread or are missing. */
  readonly charErrors: number
  /** Words that are not there as they should be. */
  readonly wordErrors: number
  /** Characters of words that the truth does not have. */
  readonly insertedChars: number
  /** Edit distance in reading order, and the length of the truth it refers to. */
  readonly orderedErrors: number
  readonly orderedChars: number
}

/** A misread word still resembles the right one: more edits than this share of its length make it another word. */
const MAX_EDIT_SHARE = 0.67
/** Longer texts are compared without order only: the exact distance is quadratic. */
const MAX_ORDERED_CHARS = 20_000

export function countErrors(truth: string, recognized: string): ErrorCounts {
  const expected = unifyTypography(truth)
  const found = unifyTypography(recognized)
  const expectedWords = words(expected)
  const foundWords = words(found)
  const { missing, extra } = differences(expectedWords, foundWords)
  const { pairs, missingWords, extraWords } = pairMisreadings(missing, extra)
  const isComparable = expected.length <= MAX_ORDERED_CHARS && found.length <= MAX_ORDERED_CHARS
  return {
    truthChars: expectedWords.reduce((sum, word) => sum + word.length, 0),
    truthWords: expectedWords.length,
    foundWords: foundWords.length,
    charErrors: pairs.reduce((sum, { edits }) => sum + edits, 0) + letters(missingWords),
    wordErrors: missing.length,
    insertedChars: letters(extraWords),
    orderedErrors: isComparable ? editDistance(expected, found) : 0,
    orderedChars: isComparable ? expected.length : 0,
  }
}

export function sumErrors(counts: readonly ErrorCounts[]): ErrorCounts {
  const sum = (pick: (count: ErrorCounts) => number): number =>
    counts.reduce((total, count) => total + pick(count), 0)
  return {
    truthChars: sum((count) => count.truthChars),
    truthWords: sum((count) => count.truthWords),
    foundWords: sum((count) => count.foundWords),
    charErrors: sum((count) => count.charErrors),
    wordErrors: sum((count) => count.wordErrors),
    insertedChars: sum((count) => count.insertedChars),
    orderedErrors: sum((count) => count.orderedErrors),
    orderedChars: sum((count) => count.orderedChars),
  }
}

/** Harmonic mean of the share of words found and the share of found words that are right, 0..1. */
export function wordF1({ truthWords, foundWords, wordErrors }: ErrorCounts): number {
  return truthWords + foundWords === 0 ? 1 : (2 * (truthWords - wordErrors)) / (truthWords + foundWords)
}

/** Words that were misread, as `right → read`; `∅` stands for none. */
export function misreadings(truth: string, recognized: string): string[] {
  const { missing, extra } = differences(words(unifyTypography(truth)), words(unifyTypography(recognized)))
  const { pairs, missingWords, extraWords } = pairMisreadings(missing, extra)
  return [
    ...pairs.map(({ right, read }) => `${right} → ${read}`),
    ...missingWords.map((word) => `${word} → ∅`),
    ...extraWords.map((word) => `∅ → ${word}`),
  ]
}

/** Differences of typography that no reader would call an error: quotes, dashes, ligatures, bullets, spaces. */
function unifyTypography(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\ufeff]/gu, '')
    .replace(/[„“”«»]|''|‚‚|,,/gu, '"')
    .replace(/[‚‘’`´′]/gu, "'")
    .replace(/[–—−‐‑⸗]/gu, '-')
    .replace(/[•·●▪]/gu, '.')
    .replace(/…/gu, '...')
    .replace(/ﬁ/gu, 'fi')
    .replace(/ﬂ/gu, 'fl')
    .replace(/\s+/gu, ' ')
    .trim()
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '')
}

function differences(
  expected: readonly string[],
  found: readonly string[],
): { missing: string[]; extra: string[] } {
  const left = new Map<string, number>()
  for (const word of found) left.set(word, (left.get(word) ?? 0) + 1)
  const missing = expected.filter((word) => {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    return count === 0
  })
  const extra = [...left].flatMap(([word, count]) => Array.from({ length: count }, () => word))
  return { missing, extra }
}

/** Pairs each missing word with the extra one that resembles it most, best pairs first. */
function pairMisreadings(
  missing: readonly string[],
  extra: readonly string[],
): {
  pairs: { right: string; read: string; edits: number }[]
  missingWords: string[]
  extraWords: string[]
} {
  const candidates = missing.flatMap((right, row) =>
    resemblances(right, extra).map((pair) => ({ ...pair, right, row })),
  )
  candidates.sort((a, b) => a.share - b.share || a.edits - b.edits)
  const usedRows = new Set<number>()
  const usedColumns = new Set<number>()
  const pairs = candidates.filter(({ row, column }) => {
    if (usedRows.has(row) || usedColumns.has(column)) return false
    usedRows.add(row)
    usedColumns.add(column)
    return true
  })
  return {
    pairs: pairs.map(({ right, edits, column }) => ({ right, read: extra[column] ?? '', edits })),
    missingWords: missing.filter((_, row) => !usedRows.has(row)),
    extraWords: extra.filter((_, column) => !usedColumns.has(column)),
  }
}

function resemblances(
  word: string,
  extra: readonly string[],
): { column: number; edits: number; share: number }[] {
  return extra.flatMap((candidate, column) => {
    const longest = Math.max(word.length, candidate.length)
    if (Math.abs(word.length - candidate.length) > longest * MAX_EDIT_SHARE) return []
    const edits = editDistance(word, candidate)
    return edits < longest * MAX_EDIT_SHARE ? [{ column, edits, share: edits / longest }] : []
  })
}

function letters(list: readonly string[]): number {
  return list.reduce((sum, word) => sum + word.length, 0)
}

/** Levenshtein distance. */
export function editDistance(first: string, second: string): number {
  if (first === second) return 0
  let before = Uint32Array.from({ length: second.length + 1 }, (_, index) => index)
  let current = new Uint32Array(second.length + 1)
  for (let row = 1; row <= first.length; row++) {
    current[0] = row
    const character = first.charCodeAt(row - 1)
    for (let column = 1; column <= second.length; column++) {
      const replaced = (before[column - 1] ?? 0) + (second.charCodeAt(column - 1) === character ? 0 : 1)
      current[column] = Math.min((before[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced)
    }
    ;[before, current] = [current, before]
  }
  return before[second.length] ?? 0
}
