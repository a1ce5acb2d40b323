import type { Actor } from '../../domain/access/actor.ts'
import type { Analyser } from '../../domain/retrieval/analysis.ts'
import type { Clause, SearchQuery } from '../../domain/retrieval/query.ts'
import { bareForm } from '../../domain/retrieval/normal-form.ts'
import { termsSpelledLike, type Vocabulary } from '../../domain/retrieval/vocabulary.ts'
import { matchExpression } from './match-expression.ts'
import { readable } from './restriction.ts'
import type { Database } from './sqlite.ts'
import { createPageReader } from './write-document.ts'

/** In a short word two wrong letters make any other word. */
const SHORTEST_FOR_TWO_EDITS = 7
const SHORTEST = 4

/** Each is asked for in the index; the rest are further away. */
const MAX_CANDIDATES = 20

/** Whether a word is frequent is clear by then. */
const MAX_COUNTED = 50

export interface Speller {
  readonly database: Database
  readonly analyse: Analyser
  readonly vocabulary: Vocabulary
}

/**
 * The text with each word that no document of the actor has replaced by the nearest that one has, spelled as it stands
 * there; `undefined` when there is nothing to replace. Nothing is asked of documents that the actor may not read.
 */
export function suggestText(
  speller: Speller,
  actor: Actor,
  text: string,
  query: SearchQuery,
): string | undefined {
  let suggested = text
  for (const clause of query.wanted) {
    const word = clause.words[0]?.spelling
    const term = suggestible(clause)
    if (word === undefined || term === undefined || readableCount(speller, actor, term) > 0) continue
    const spelling = nearestSpelling(speller, actor, bareForm(word))
    if (spelling !== undefined) suggested = suggested.replace(word, spelling)
  }
  return suggested === text ? undefined : suggested
}

function suggestible({ forms, words, exact, stopWord }: Clause): string | undefined {
  const term = forms[0]?.terms.length === 1 ? forms[0].terms[0] : undefined
  return exact || stopWord || words.length !== 1 || (term?.length ?? 0) < SHORTEST ? undefined : term
}

function nearestSpelling(speller: Speller, actor: Actor, word: string): string | undefined {
  const edits = word.length >= SHORTEST_FOR_TWO_EDITS ? 2 : 1
  for (const distance of edits === 1 ? [1] : [1, 2]) {
    const best = termsSpelledLike(word, distance, speller.vocabulary)
      .slice(0, MAX_CANDIDATES)
      .map((other) => ({ other, count: readableCount(speller, actor, other) }))
      .filter(({ count }) => count > 0)
      .sort((left, right) => right.count - left.count)[0]
    if (best !== undefined) return spellingOf(speller, actor, best.other)
  }
  return undefined
}

function readableCount({ database }: Speller, actor: Actor, term: string): number {
  return readableWith(database, actor, term, MAX_COUNTED).length
}

function readableWith(database: Database, actor: Actor, term: string, limit: number): number[] {
  const rights = readable(actor)
  const clause = { forms: [{ terms: [term], prefix: false }] }
  return database
    .prepare(
      `SELECT d.id FROM words w CROSS JOIN documents d ON d.id = w.rowid
       WHERE w.words MATCH ? AND ${rights.text} LIMIT ${limit}`,
    )
    .all(matchExpression(clause), ...rights.values)
    .map(({ id }) => Number(id))
}

/** As the word is written in a document that the actor may read. */
function spellingOf({ database, analyse }: Speller, actor: Actor, term: string): string | undefined {
  const [id] = readableWith(database, actor, term, 1)
  if (id === undefined) return undefined
  const lines = database.prepare('SELECT title, sender FROM documents WHERE id = ?').get(id)
  const pages = createPageReader(database)(id).map(({ text }) => text)
  for (const text of [String(lines?.['title'] ?? ''), String(lines?.['sender'] ?? ''), ...pages]) {
    const found = analyse(text).words.find((word) => word.term === term)
    if (found !== undefined) return found.spelling
  }
  return undefined
}
