import type { LengthRange, Vocabulary } from '../../domain/retrieval/vocabulary.ts'
import { scalar, type Database } from './sqlite.ts'

/** Numbers are not looked up by likeness: one digit wrong is another number. */
const LOOKED_UP = /^\p{L}{4,40}$/u

/** The rest of very many is not met; they differ in their last letters, which tells little. */
const MAX_ROWS = 4_000

/** Counting further would cost more than it tells. */
const MAX_COUNTED = 10_000

const LAST_CHARACTER = '\u{10FFFF}'

export function isLookedUp(term: string): boolean {
  return LOOKED_UP.test(term)
}

export function backwards(term: string): string {
  return Array.from(term).reverse().join('')
}

/** All words of the index, of whoever they are: nothing of it may be shown without asking who may see it. */
export function openVocabulary(database: Database): Vocabulary {
  const find = database.prepare('SELECT 1 FROM terms WHERE term = ?')
  const select = (column: 'term' | 'backwards') =>
    database.prepare(
      `SELECT term FROM terms WHERE ${column} >= ? AND ${column} < ? AND length(term) BETWEEN ? AND ? LIMIT ${MAX_ROWS}`,
    )
  const byBeginning = select('term')
  const byEnding = select('backwards')
  const range = (statement: typeof byEnding, beginning: string, { min, max }: LengthRange): string[] =>
    statement.all(beginning, beginning + LAST_CHARACTER, min, max).map(({ term }) => String(term))
  return {
    has: (term) => find.get(term) !== undefined,
    beginningWith: (beginning, lengths) => range(byBeginning, beginning, lengths),
    endingWith: (ending, lengths) => range(byEnding, backwards(ending), lengths),
    textsWith: (term) => countOf(database, `"${term}"`),
  }
}

/** Documents that match, up to a limit. */
export function countOf(database: Database, expression: string, limit = MAX_COUNTED): number {
  const sql = `SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ${limit})`
  return Number(scalar(database, sql, expression))
}
