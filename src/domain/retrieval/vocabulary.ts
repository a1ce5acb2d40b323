import { editDistance } from './edit-distance.ts'

/** The terms that stand in some text, as an index or a page knows them. */
export interface Vocabulary {
  has(term: string): boolean
  /** Not all of them where there are very many. */
  beginningWith(beginning: string, lengths: LengthRange): readonly string[]
  endingWith(ending: string, lengths: LengthRange): readonly string[]
  /** How many texts have the term. */
  textsWith(term: string): number
}

export interface LengthRange {
  readonly min: number
  readonly max: number
}

/** Shorter words are in too many others by chance: `amt` in `gesamt`, `rat` in `Verrat`. */
const SHORTEST_PART = 4
/** What stands before or behind a word in a compound. */
const SHORTEST_REST = 3
const LONGEST_TERM = 40
const MAX_COMPOUNDS = 60

/** One wrong letter of four makes another word. */
const SHORTEST_MISREAD = 5
/** A word that is so much rarer than the one that was typed is that one misread; else it is a word of its own. */
const MISREAD_SHARE = 0.02
const MAX_MISREAD = 20

/** Letters that join the parts of a compound, as they are left in stems. */
const JOINTS = ['', 's', 'n', 'en', 'es', 'er', 'e']

/** Compounds that begin or end with the term, the shortest first: `grundsteu` and `steuerbescheid` of `steu`. */
export function compoundsOf(term: string, vocabulary: Vocabulary): string[] {
  if (term.length < SHORTEST_PART) return []
  const lengths = { min: term.length + SHORTEST_REST, max: LONGEST_TERM }
  const found = [...vocabulary.endingWith(term, lengths), ...vocabulary.beginningWith(term, lengths)]
  return [...new Set(found)].sort(byLength).slice(0, MAX_COMPOUNDS)
}

/** The two parts of a compound that stand in texts by themselves; none when it is no compound. */
export function partsOf(term: string, vocabulary: Vocabulary): string[] {
  const splits: string[][] = []
  for (let place = SHORTEST_PART; place <= term.length - SHORTEST_PART; place += 1) {
    const second = term.slice(place)
    if (!vocabulary.has(second)) continue
    const first = firstPart(term.slice(0, place), vocabulary)
    if (first !== undefined) splits.push([first, second])
  }
  return splits.sort((left, right) => evenness(right) - evenness(left))[0] ?? []
}

function firstPart(text: string, vocabulary: Vocabulary): string | undefined {
  const candidates = JOINTS.filter((joint) => text.endsWith(joint)).map((joint) =>
    text.slice(0, text.length - joint.length),
  )
  return candidates.find((part) => part.length >= SHORTEST_PART && vocabulary.has(part))
}

function evenness(parts: readonly string[]): number {
  return Math.min(...parts.map((part) => part.length))
}

/** The term with one letter wrong, as recognition or typing makes it, where that is no common word of its own. */
export function misreadingsOf(term: string, vocabulary: Vocabulary): string[] {
  if (term.length < SHORTEST_MISREAD) return []
  const ceiling = Math.max(1, vocabulary.textsWith(term) * MISREAD_SHARE)
  const isCommonWord = vocabulary.textsWith(term) > 0
  return neighboursOf(term, 1, vocabulary)
    .filter((other) => !isCommonWord || vocabulary.textsWith(other) <= ceiling)
    .slice(0, MAX_MISREAD)
}

/**
 * Terms within so many edits, the nearest first. Those are met that share the first or the last half, which with one edit
 * are all.
 */
export function neighboursOf(term: string, edits: number, vocabulary: Vocabulary): string[] {
  const lengths = { min: term.length - edits, max: term.length + edits }
  const half = Math.floor((term.length - edits + 1) / 2)
  const near = [
    ...vocabulary.beginningWith(term.slice(0, half), lengths),
    ...vocabulary.endingWith(term.slice(-half), lengths),
  ]
  return [...new Set(near)]
    .map((other) => ({ other, distance: editDistance(term, other, edits) }))
    .filter(({ distance }) => distance > 0 && distance <= edits)
    .sort((left, right) => left.distance - right.distance || byText(left.other, right.other))
    .map(({ other }) => other)
}

/** What stemming takes away, most frequent first. */
const ENDINGS = [
  '',
  'en',
  'e',
  'er',
  'ung',
  'es',
  's',
  'n',
  'em',
  'ern',
  'ungen',
  'ig',
  'isch',
  'lich',
  'heit',
  'keit',
]
const LONGEST_ENDING = 5

/**
 * Terms that the word would have, were it typed right; the nearest first. A wrong letter in the ending gives another
 * stem, so words are compared with their endings: `kundignug` is near to `kundig` + `ung`.
 *
 * @param word in its bare form
 */
export function termsSpelledLike(word: string, edits: number, vocabulary: Vocabulary): string[] {
  const lengths = {
    min: Math.max(SHORTEST_PART, word.length - LONGEST_ENDING - edits),
    max: word.length + edits,
  }
  const half = Math.floor((word.length - edits + 1) / 2)
  const near = [
    ...vocabulary.beginningWith(word.slice(0, half), lengths),
    ...vocabulary.endingWith(word.slice(-half), lengths),
  ]
  return [...new Set(near)]
    .map((term) => ({ term, distance: distanceWithEnding(word, term, edits) }))
    .filter(({ distance }) => distance <= edits)
    .sort((left, right) => left.distance - right.distance || byText(left.term, right.term))
    .map(({ term }) => term)
}

function distanceWithEnding(word: string, term: string, edits: number): number {
  const endings = ENDINGS.filter((ending) => Math.abs(term.length + ending.length - word.length) <= edits)
  return Math.min(edits + 1, ...endings.map((ending) => editDistance(word, term + ending, edits)))
}

function byLength(left: string, right: string): number {
  return left.length - right.length || byText(left, right)
}

function byText(left: string, right: string): number {
  return left < right ? -1 : 1
}

/** Of a few texts that are at hand, such as one page. */
export function vocabularyOf(terms: Iterable<string>): Vocabulary {
  const all = new Set(terms)
  const fitting = (lengths: LengthRange, test: (term: string) => boolean): string[] =>
    [...all].filter((term) => term.length >= lengths.min && term.length <= lengths.max && test(term))
  return {
    has: (term) => all.has(term),
    beginningWith: (beginning, lengths) => fitting(lengths, (term) => term.startsWith(beginning)),
    endingWith: (ending, lengths) => fitting(lengths, (term) => term.endsWith(ending)),
    textsWith: (term) => (all.has(term) ? 1 : 0),
  }
}
