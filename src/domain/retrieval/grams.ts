import { bareForm } from './normal-form.ts'
import { isStopWord } from './stop-words.ts'

/** Four letters tell words apart and still survive a wrong letter in most of a word (measured, see bench/README.md). */
const GRAM_LENGTH = 4
const EDGE = '_'

/** Words are cached by their spelling; the cache starts anew when it holds this many. */
const CACHE_SIZE = 50_000

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu

/** A hyphen at the end of a line, or a soft one. */
const DIVISION = /\u00AD\s*|(?<=\p{L})[-\u2010]\s*\n\s*(?=\p{Ll})/gu

/** The pieces of a word by which misread, bent and compound forms of it still know each other. */
export function gramsOf(
  word: string,
  { beginning = false }: { readonly beginning?: boolean } = {},
): string[] {
  const bare = bareForm(word)
  if (bare === '') return []
  const edged = EDGE + bare + (beginning ? '' : EDGE)
  if (edged.length <= GRAM_LENGTH) return [edged]
  return Array.from({ length: edged.length - GRAM_LENGTH + 1 }, (_, start) =>
    edged.slice(start, start + GRAM_LENGTH),
  )
}

/** Words of a text as written, without those that only carry grammar. */
export function tellingWords(text: string): string[] {
  const words = text.replace(DIVISION, '').match(WORD) ?? []
  return words.filter((word) => !isStopWord(word))
}

/** `gramsOf` with a memory, because letters use the same words again and again. */
export function createGramCache(): (word: string) => readonly string[] {
  const cache = new Map<string, readonly string[]>()
  return function cachedGrams(word) {
    const known = cache.get(word)
    if (known !== undefined) return known
    const grams = gramsOf(word)
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(word, grams)
    return grams
  }
}
