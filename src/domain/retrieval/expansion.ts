import type { Clause, SearchQuery, TermSequence } from './query.ts'
import { compoundsOf, misreadingsOf, partsOf, type Vocabulary } from './vocabulary.ts'
import { termsLike } from './wildcard.ts'

/**
 * Lets each wanted word stand for its compounds and misreadings too, and a compound for its parts where not all is
 * wanted. What was quoted, cut short or excluded is taken as it was typed.
 */
export function expandQuery(query: SearchQuery, vocabulary: Vocabulary): SearchQuery {
  return { ...query, wanted: query.wanted.map((clause) => expandClause(clause, vocabulary)) }
}

function expandClause(clause: Clause, vocabulary: Vocabulary): Clause {
  if (clause.pattern !== undefined)
    return { ...clause, forms: [...clause.forms, ...termsLike(clause.pattern, vocabulary).map(single)] }
  const term = freeTerm(clause)
  if (term === undefined) return clause
  const known = new Set(clause.forms.map(({ terms }) => terms.join(' ')))
  const others = [...misreadingsOf(term, vocabulary), ...compoundsOf(term, vocabulary)]
  const forms = others.filter((other) => !known.has(other)).map(single)
  const parts = clause.parts.length > 0 ? clause.parts : partsOf(term, vocabulary)
  return { ...clause, forms: [...clause.forms, ...forms], parts }
}

/** The one word of a clause that may be varied. */
function freeTerm({ forms, exact, stopWord }: Clause): string | undefined {
  const [first, ...more] = forms
  const isOneWord = first?.terms.length === 1 && more.every(({ prefix }) => !prefix)
  return !exact && !stopWord && isOneWord ? first.terms[0] : undefined
}

function single(term: string): TermSequence {
  return { terms: [term], prefix: false }
}
