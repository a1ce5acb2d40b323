import { joinedTerms } from './joined-terms.ts'
import { createTermer, type Termer } from './normal-form.ts'
import type { SpelledTerm, Term } from './terms.ts'

/** Raised with every change that gives other terms for the same text: an index of another version is made anew. */
export const ANALYSIS_VERSION = '1'

export interface Analysis {
  /** One a word, in reading order: what phrases are looked up in. */
  readonly words: readonly SpelledTerm[]
  /** File numbers, amounts, dates, account numbers and hyphened words as single terms, over the words they join. */
  readonly joined: readonly Term[]
}

export type Analyser = (text: string) => Analysis

/** Letters, their marks, digits, and the soft hyphen that may stand inside a word. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00AD]*/gu

/** A hyphen at the end of a line with the rest of the word on the next one. */
const LINE_BREAK_HYPHEN = /^[-\u2010\u00AD\u00AC][ \t]*\r?\n[ \t]*$/

/** Hyphen, blanks at the line end, and what the next line is indented by. */
const MAX_LINE_BREAK_LENGTH = 40

/** No word that a line end divides is longer; rows of dashes and letters are. */
const MAX_DIVIDED_LENGTH = 80

/** After a hyphen at the end of a line these begin a new word: `Kauf-` / `und Mietvertrag`. */
const NO_CONTINUATION = new Set([
  'und',
  'oder',
  'sowie',
  'bzw',
  'bis',
  'als',
  'noch',
  'wie',
  'statt',
  'and',
  'or',
])

/**
 * Analyses German text for searching: the same for documents, questions and the marking of hits. Hyphenated line ends
 * are joined, each word becomes its stem.
 */
export function createAnalyser(term: Termer = createTermer()): Analyser {
  return function analyse(text) {
    const words: SpelledTerm[] = []
    for (const { spelling, start, end } of wordsIn(text)) {
      const found = term(spelling)
      if (found !== '') words.push({ term: found, start, end, spelling })
    }
    return { words, joined: joinedTerms(text, words, term) }
  }
}

interface SpelledWord {
  readonly spelling: string
  readonly start: number
  readonly end: number
}

function wordsIn(text: string): SpelledWord[] {
  const words: SpelledWord[] = []
  let held: SpelledWord | undefined
  for (const match of text.matchAll(WORD)) {
    const word = {
      spelling: match[0].includes('\u00AD') ? match[0].replaceAll('\u00AD', '') : match[0],
      start: match.index,
      end: match.index + match[0].length,
    }
    if (held !== undefined && continues(text, held, word)) {
      held = { spelling: held.spelling + word.spelling, start: held.start, end: word.end }
      continue
    }
    if (held !== undefined) words.push(held)
    held = word
  }
  if (held !== undefined) words.push(held)
  return words
}

/** True when the hyphen between the two is only there because the line ended. */
function continues(text: string, first: SpelledWord, second: SpelledWord): boolean {
  if (text[first.end] === ' ' && text[first.end - 1] !== '\u00AD') return false
  const between = text.slice(text[first.end - 1] === '\u00AD' ? first.end - 1 : first.end, second.start)
  return (
    between.length < MAX_LINE_BREAK_LENGTH &&
    first.spelling.length < MAX_DIVIDED_LENGTH &&
    LINE_BREAK_HYPHEN.test(between) &&
    /\p{L}$/u.test(first.spelling) &&
    /^\p{Ll}/u.test(second.spelling) &&
    !NO_CONTINUATION.has(second.spelling)
  )
}
