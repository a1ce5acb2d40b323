import { readsWholeTenant, type Actor } from '../../domain/access/actor.ts'
import type { Clause, SearchQuery } from '../../domain/retrieval/query.ts'
import { narrowed } from '../../domain/retrieval/date-range.ts'
import type { SearchFilter } from '../../ports/search-index.ts'
import { allOf, anyOf, matchExpression } from './match-expression.ts'
import { scalar, type Database } from './sqlite.ts'

type Value = string | number

/** A piece of SQL with the values for its question marks. */
interface Sql {
  readonly text: string
  readonly values: readonly Value[]
}

/** A document with fewer of the telling words than this share, by weight, is no answer to a question. */
const TELLING_SHARE = 0.2

/** In a large index, words that stand in more than this share of the documents tell nothing and cost much. */
const COMMON_SHARE = 0.2
const LARGE_INDEX = 5000

/** Fills `found` with all that the actor may read, best first. Documents must have all of the wanted clauses. */
export function findAll(database: Database, actor: Actor, query: SearchQuery, filter: SearchFilter): void {
  const rest = restriction(actor, query, filter)
  const source =
    query.wanted.length === 0
      ? { text: 'SELECT id, 0 AS score FROM documents', values: [] }
      : {
          text: `SELECT rowid AS id, -rank AS score FROM words WHERE words MATCH ?`,
          values: [allOf(query.wanted)],
        }
  fill(database, source, rest)
}

/** As `findAll`, but the rarer words a document has, the better it is; few of them are enough. */
export function findTelling(
  database: Database,
  actor: Actor,
  query: SearchQuery,
  filter: SearchFilter,
): void {
  const weighed = tellingClauses(database, query.wanted)
  if (weighed.length === 0) {
    clear(database)
    return
  }
  const arms = weighed.map(
    () => `SELECT rowid AS id, -rank AS score, ? AS weight FROM words WHERE words MATCH ?`,
  )
  const least = TELLING_SHARE * weighed.reduce((sum, { weight }) => sum + weight, 0)
  const source = {
    text: `SELECT id, sum(score) AS score FROM (${arms.join(' UNION ALL ')}) GROUP BY id HAVING sum(weight) >= ?`,
    values: [...weighed.flatMap(({ clause, weight }) => [weight, matchExpression(clause)]), least],
  }
  fill(database, source, restriction(actor, query, filter))
}

interface WeighedClause {
  readonly clause: Clause
  /** Inverse document frequency. */
  readonly weight: number
}

function tellingClauses(database: Database, wanted: readonly Clause[]): WeighedClause[] {
  const total = Number(scalar(database, 'SELECT count(*) FROM documents'))
  const content = wanted.filter((clause) => !clause.stopWord)
  const counted = (content.length > 0 ? content : wanted)
    .flatMap((clause) => [clause, ...clause.parts.map((part) => partOf(clause, part))])
    .map((clause) => ({ clause, documents: documentsWith(database, clause) }))
    .filter(({ documents }) => documents > 0)
  const rare = counted.filter(({ documents }) => total < LARGE_INDEX || documents < total * COMMON_SHARE)
  return (rare.length > 0 ? rare : counted).map(({ clause, documents }) => ({
    clause,
    weight: Math.log(1 + (total - documents + 0.5) / (documents + 0.5)),
  }))
}

function partOf(clause: Clause, part: string): Clause {
  return { ...clause, forms: [{ terms: [part], prefix: false }], parts: [] }
}

function documentsWith(database: Database, clause: Clause): number {
  return Number(scalar(database, 'SELECT count(*) FROM words WHERE words MATCH ?', matchExpression(clause)))
}

function clear(database: Database): void {
  database.exec('DELETE FROM temp.found')
}

function fill(database: Database, source: Sql, rest: Sql): void {
  clear(database)
  database
    .prepare(
      `INSERT INTO temp.found (document, score, document_type, org_unit_id, year)
       SELECT d.id, s.score, d.document_type, d.org_unit_id, substr(d.day, 1, 4)
       FROM (${source.text}) s JOIN documents d ON d.id = s.id
       WHERE ${rest.text}
       ORDER BY s.score DESC, d.day DESC, d.document_id DESC`,
    )
    .run(...source.values, ...rest.values)
}

/** Tenant, rights, filters and what must not be there. */
function restriction(actor: Actor, query: SearchQuery, filter: SearchFilter): Sql {
  const { from, to } = narrowed(query.dates, filter)
  const parts = [
    condition('d.tenant_id = ?', actor.tenantId),
    readable(actor),
    condition('d.document_type = ?', filter.documentType),
    condition('d.org_unit_id = ?', filter.orgUnitId),
    condition('d.case_file_id = ?', filter.caseFileId),
    condition('d.day >= ?', from),
    condition('d.day <= ?', to),
    ...(query.documentTypes.length === 0 ? [] : [oneOf('d.bare_type', query.documentTypes)]),
    query.unwanted.length === 0
      ? undefined
      : condition('d.id NOT IN (SELECT rowid FROM words WHERE words MATCH ?)', anyOf(query.unwanted)),
  ].filter((part) => part !== undefined)
  return { text: parts.map(({ text }) => text).join(' AND '), values: parts.flatMap(({ values }) => values) }
}

function readable(actor: Actor): Sql | undefined {
  if (readsWholeTenant(actor)) return undefined
  const key = oneOf('k.key', actor.grantKeys)
  return {
    text: `EXISTS (SELECT 1 FROM document_keys k WHERE k.document = d.id AND ${key.text})`,
    values: key.values,
  }
}

function condition(text: string, value: string | undefined): Sql | undefined {
  return value === undefined ? undefined : { text, values: [value] }
}

/** With an empty list nothing is found. */
function oneOf(column: string, values: readonly string[]): Sql {
  return { text: `${column} IN (${values.map(() => '?').join(', ')})`, values }
}
