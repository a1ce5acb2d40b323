import type { Vocabulary } from './vocabulary.ts'

/** `*` for any letters, `?` for one; the rest in its bare form. */
export type Pattern = string

const MAX_TERMS = 200
const LONGEST_TERM = 64

/** Fewer letters at the beginning or the end would be half of all words. */
const FEWEST_LETTERS = 2

/** A star or question mark before a letter; behind the last one it is a beginning, or the end of a question. */
export function isPattern(text: string): boolean {
  return /[*?].*[\p{L}\p{N}]/u.test(text)
}

/** True when it begins or ends with enough letters to be looked up. */
export function isUsable(pattern: Pattern): boolean {
  return Math.max(beginningOf(pattern).length, endingOf(pattern).length) >= FEWEST_LETTERS
}

/** Terms that the pattern describes, the shortest first. */
export function termsLike(pattern: Pattern, vocabulary: Vocabulary): string[] {
  if (!isUsable(pattern)) return []
  const beginning = beginningOf(pattern)
  const ending = endingOf(pattern)
  const lengths = { min: pattern.replaceAll('*', '').length, max: LONGEST_TERM }
  const near =
    beginning.length >= ending.length
      ? vocabulary.beginningWith(beginning, lengths)
      : vocabulary.endingWith(ending, lengths)
  const test = new RegExp(`^${pattern.replaceAll('?', '.').replaceAll('*', '.*')}$`, 'u')
  return near
    .filter((term) => test.test(term))
    .sort((left, right) => left.length - right.length || (left < right ? -1 : 1))
    .slice(0, MAX_TERMS)
}

function beginningOf(pattern: Pattern): string {
  return /^[^*?]*/.exec(pattern)?.[0] ?? ''
}

function endingOf(pattern: Pattern): string {
  return /[^*?]*$/.exec(pattern)?.[0] ?? ''
}
