import type { Analyser } from './analysis.ts'
import type { Clause, SearchQuery, TermSequence } from './query.ts'
import type { Term } from './terms.ts'

/** A place in a text that a clause of the query asks for. */
export interface Match {
  readonly start: number
  readonly end: number
  /** Index of the clause among those that are looked for in texts. */
  readonly clause: number
}

/** Finds the matches in a text, in order of their start. */
export type Matcher = (text: string) => Match[]

interface Sequence extends TermSequence {
  readonly clause: number
}

/**
 * Looks for the wanted words of a query that may stand on pages; grammar words only when there is nothing else.
 *
 * @param relaxed whether the parts of a piece count too, as they do where not all of a query is wanted
 */
export function createMatcher(query: SearchQuery, analyse: Analyser, relaxed = query.question): Matcher {
  const sequences = textClauses(query.wanted).flatMap((clause, index) =>
    formsOf(clause, relaxed).map((form): Sequence => ({ ...form, clause: index })),
  )
  const exact = new Map<string, Sequence[]>()
  for (const sequence of sequences) {
    const [first] = sequence.terms
    if (first !== undefined && !startsWithPrefix(sequence))
      exact.set(first, [...(exact.get(first) ?? []), sequence])
  }
  const prefixes = sequences.filter(startsWithPrefix)

  function matchesFrom(terms: readonly Term[], index: number): Match[] {
    const first = terms[index]
    if (first === undefined) return []
    const candidates =
      prefixes.length === 0 ? (exact.get(first.term) ?? []) : [...(exact.get(first.term) ?? []), ...prefixes]
    return candidates
      .filter((sequence) => standsAt(sequence, terms, index))
      .map((sequence) => matchOf(sequence, terms, index))
  }

  return function matches(text) {
    if (sequences.length === 0) return []
    const { words, joined } = analyse(text)
    const found = [
      ...words.flatMap((_, index) => matchesFrom(words, index)),
      ...joined.flatMap((term) => matchesFrom([term], 0)),
    ]
    return found.sort((left, right) => left.start - right.start || left.end - right.end)
  }
}

function formsOf(clause: Clause, relaxed: boolean): readonly TermSequence[] {
  return relaxed
    ? [...clause.forms, ...clause.parts.map((part) => ({ terms: [part], prefix: false }))]
    : clause.forms
}

function textClauses(wanted: readonly Clause[]): Clause[] {
  const inText = wanted.filter((clause) => clause.field === undefined)
  const telling = inText.filter((clause) => !clause.stopWord)
  return telling.length > 0 ? telling : inText
}

function startsWithPrefix(sequence: TermSequence): boolean {
  return sequence.prefix && sequence.terms.length === 1
}

function standsAt({ terms, prefix }: TermSequence, words: readonly Term[], index: number): boolean {
  return terms.every((term, offset) => {
    const word = words[index + offset]?.term
    return prefix && offset === terms.length - 1 ? word?.startsWith(term) : word === term
  })
}

function matchOf({ terms, clause }: Sequence, words: readonly Term[], index: number): Match {
  const start = words[index]?.start ?? 0
  return { start, end: words[index + terms.length - 1]?.end ?? start, clause }
}

/** Start and end of each place, ascending; matches that overlap are one. */
export function marksOf(matches: readonly Match[]): [start: number, end: number][] {
  const marks: [number, number][] = []
  for (const { start, end } of matches) {
    const before = marks.at(-1)
    if (before !== undefined && start < before[1]) before[1] = Math.max(before[1], end)
    else marks.push([start, end])
  }
  return marks
}
