import type { Clause, SearchQuery } from '../../domain/retrieval/query.ts'
import { allOf, matchExpression } from './match-expression.ts'
import type { Sql } from './restriction.ts'
import { scalar, type Database } from './sqlite.ts'
import { countOf } from './terms.ts'

/** A document with fewer of the telling words than this share, by weight, is no answer to a question. */
const TELLING_SHARE = 0.05

/** In a large index, words that stand in more than this share of the documents tell nothing and cost much. */
const COMMON_SHARE = 0.2
const LARGE_INDEX = 5_000

/** So many places in documents are gone through for a question in a large index, those of the rarest words first. */
const MAX_PLACES = 60_000

/** Among more documents than this the ranking of a few words tells less than the day, and costs more. */
const MAX_RANKED = 20_000

/** More are not counted out; see `SearchAnswer.total`. */
export const MAX_FOUND = 50_000

const COLUMNS = `d.document_type, d.org_unit_id, d.sender, d.state, substr(d.day, 1, 4)`

/** Fills `found` with all that the actor may read, best first. Documents must have all of the wanted clauses. */
export function findAll(database: Database, query: SearchQuery, rest: Sql): void {
  if (query.wanted.length === 0) {
    fill(database, newest(rest, MAX_FOUND + 1))
    return
  }
  const expression = allOf(query.wanted)
  const isRanked = countOf(database, expression, MAX_RANKED + 1) <= MAX_RANKED
  fill(database, isRanked ? ranked(rest, expression) : lastWritten(rest, expression, MAX_FOUND + 1))
}

/** As `findAll`, but ids only, and of the newest. */
export function idsOfAll(database: Database, query: SearchQuery, rest: Sql, limit: number): string[] {
  const { text, values } =
    query.wanted.length === 0 ? newest(rest, limit) : lastWritten(rest, allOf(query.wanted), limit)
  const rows = database.prepare(text).all(...values)
  return rows.map((row) => String(row['document_id']))
}

function newest(rest: Sql, limit: number): Sql {
  const text = `
    SELECT d.id, 0 AS score, d.day, d.document_id FROM documents d WHERE ${rest.text}
    ORDER BY d.day DESC, d.document_id DESC LIMIT ${limit}`
  return { text, values: rest.values }
}

function ranked(rest: Sql, expression: string): Sql {
  return matching(rest, expression, '-w.rank / (1 - w.rank)')
}

/** Where there are too many to be ranked, or nobody asks for their order. */
function lastWritten(rest: Sql, expression: string, limit: number): Sql {
  const { text, values } = matching(rest, expression, '0')
  return { text: `${text} ORDER BY w.rowid DESC LIMIT ${limit}`, values }
}

function matching(rest: Sql, expression: string, score: string): Sql {
  const text = `
    SELECT d.id, ${score} AS score, d.day, d.document_id
    FROM words w CROSS JOIN documents d ON d.id = w.rowid
    WHERE w.words MATCH ? AND ${rest.text}`
  return { text, values: [expression, ...rest.values] }
}

/** As `findAll`, but the rarer words a document has, the better it is; few of them are enough. */
export function findTelling(database: Database, query: SearchQuery, rest: Sql): void {
  const weighed = tellingClauses(database, query.wanted)
  if (weighed.length === 0) {
    clear(database)
    return
  }
  const arms = weighed.map(() => `SELECT rowid AS id, ? AS weight FROM words WHERE words MATCH ?`)
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0)
  fill(database, {
    text: `
      SELECT d.id, s.weight / ? AS score, d.day, d.document_id
      FROM (SELECT id, sum(weight) AS weight FROM (${arms.join(' UNION ALL ')}) GROUP BY id HAVING sum(weight) >= ?) s
      CROSS JOIN documents d ON d.id = s.id
      WHERE ${rest.text}`,
    values: [
      all,
      ...weighed.flatMap(({ clause, weight }) => [weight, matchExpression(clause)]),
      TELLING_SHARE * all,
      ...rest.values,
    ],
  })
}

interface WeighedClause {
  readonly clause: Clause
  readonly documents: number
  /** Inverse document frequency. */
  readonly weight: number
}

function tellingClauses(database: Database, wanted: readonly Clause[]): WeighedClause[] {
  const total = Number(scalar(database, 'SELECT count(*) FROM documents'))
  const content = wanted.filter((clause) => !clause.stopWord)
  const weighed = (content.length > 0 ? content : wanted)
    .flatMap((clause) => [clause, ...clause.parts.map((part) => partOf(clause, part))])
    .map((clause) => weigh(clause, countOf(database, matchExpression(clause), MAX_PLACES), total))
    .filter(({ documents }) => documents > 0)
    .sort((left, right) => left.documents - right.documents)
  return total < LARGE_INDEX ? weighed : affordable(weighed, total)
}

function weigh(clause: Clause, documents: number, total: number): WeighedClause {
  return { clause, documents, weight: Math.log(1 + (total - documents + 0.5) / (documents + 0.5)) }
}

/** The rarest always, and more as long as they are not common and there is time. */
function affordable(rarestFirst: readonly WeighedClause[], total: number): WeighedClause[] {
  let places = 0
  return rarestFirst.filter(({ documents }, index) => {
    places += documents
    return index === 0 || (documents < total * COMMON_SHARE && places <= MAX_PLACES)
  })
}

function partOf(clause: Clause, part: string): Clause {
  return { ...clause, forms: [{ terms: [part], prefix: false }], parts: [] }
}

function clear(database: Database): void {
  database.exec('DELETE FROM temp.found')
}

function fill(database: Database, source: Sql): void {
  clear(database)
  database
    .prepare(
      `INSERT INTO temp.found (document, score, document_type, org_unit_id, sender, state, year)
       SELECT d.id, s.score, ${COLUMNS}
       FROM (${source.text}) s CROSS JOIN documents d ON d.id = s.id
       ORDER BY s.score DESC, s.day DESC, s.document_id DESC`,
    )
    .run(...source.values)
}
