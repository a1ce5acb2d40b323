import type { Actor } from '../../domain/access/actor.ts'
import { createAnalyser, type Analyser } from '../../domain/retrieval/analysis.ts'
import { expandQuery } from '../../domain/retrieval/expansion.ts'
import { createMatcher, type Matcher } from '../../domain/retrieval/matching.ts'
import { parseQuery, type SearchQuery } from '../../domain/retrieval/query.ts'
import { findInPages } from '../../domain/retrieval/snippet.ts'
import type { Vocabulary } from '../../domain/retrieval/vocabulary.ts'
import type {
  FacetValue,
  IndexedPage,
  SearchAnswer,
  SearchHit,
  SearchIndex,
  SearchRequest,
} from '../../ports/search-index.ts'
import { completionsOf } from './completions.ts'
import { readCursor, writeCursor, type Cursor } from './cursor.ts'
import { findAll, findTelling, idsOfAll, MAX_FOUND } from './find-documents.ts'
import { createStatisticsReader, orderFound, type StatisticsReader } from './order-found.ts'
import { restriction, type Sql } from './restriction.ts'
import { makeTables, openIndex, readMeta, removeFiles, writeMeta } from './schema.ts'
import { suggestText } from './suggest.ts'
import { inTransaction, isDamage, scalar, searchFailure, type Database } from './sqlite.ts'
import { openVocabulary } from './terms.ts'
import { createPageReader, eraseDocument, writeDocument } from './write-document.ts'

export interface Fts5SearchIndexOptions {
  /** File of the index, in a directory that exists; one process a file. */
  readonly path: string
}

/** Values of a facet that are counted out; the rest are too rare to choose from. */
const MAX_FACET_VALUES = 50

/** With more, what was typed was no mistake. */
const FEW_HITS = 3

/** Full-text index in one SQLite file (FTS5). */
export async function createFts5SearchIndex({ path }: Fts5SearchIndexOptions): Promise<SearchIndex> {
  const analyse = createAnalyser()
  let database = await openIndex(path)
  let reading = readingOf(database, analyse)
  let damaged = false

  async function run<T>(signal: AbortSignal, work: () => T): Promise<T> {
    signal.throwIfAborted()
    try {
      return work()
    } catch (error) {
      damaged ||= isDamage(error)
      throw searchFailure(error)
    }
  }

  return {
    async upsert(document, signal) {
      await run(signal, () => {
        inTransaction(database, () => {
          writeDocument(database, document, analyse)
        })
      })
    },
    async remove(documentId, signal) {
      await run(signal, () => {
        inTransaction(database, () => {
          eraseDocument(database, documentId)
        })
      })
    },
    query(actor, request, signal) {
      return run(signal, () => answer(reading, actor, request))
    },
    idsOfAll(actor, request, signal) {
      return run(signal, () => {
        const query = expandQuery(parseQuery(request.text, analyse), reading.vocabulary)
        if (query.question) return []
        return idsOfAll(database, query, restriction(actor, query, request), request.limit)
      })
    },
    complete(actor, { text, limit }, signal) {
      return run(signal, () => completionsOf(database, actor, text, limit))
    },
    position(signal) {
      return run(signal, () => {
        const position = damaged ? undefined : readMeta(database, 'position')
        return position === undefined ? undefined : Number(position)
      })
    },
    async advance(seq, signal) {
      await run(signal, () => {
        writeMeta(database, 'position', String(seq))
      })
    },
    async reset(signal) {
      if (damaged) {
        database.close()
        await removeFiles(path)
        database = await openIndex(path)
        damaged = false
      }
      await run(signal, () => {
        inTransaction(database, () => {
          makeTables(database)
        })
      })
      reading = readingOf(database, analyse)
    },
    health(signal) {
      return run(signal, () => healthOf(database))
    },
    async [Symbol.asyncDispose]() {
      database.close()
    },
  }
}

function readingOf(database: Database, analyse: Analyser): Reading {
  return {
    database,
    analyse,
    vocabulary: openVocabulary(database),
    statistics: createStatisticsReader(database),
  }
}

interface Reading {
  readonly database: Database
  readonly analyse: Analyser
  readonly vocabulary: Vocabulary
  readonly statistics: StatisticsReader
}

function answer(reading: Reading, actor: Actor, request: SearchRequest): SearchAnswer {
  const { database, analyse } = reading
  const cursor = readCursor(actor, request)
  const typed = parseQuery(request.text, analyse)
  const query = expandQuery(typed, reading.vocabulary)
  const relaxed = find(reading, restriction(actor, query, request), query, cursor)
  const rows = hitRows(database, cursor, request.limit)
  const matcher = createMatcher(query, analyse, relaxed)
  const readPages = createPageReader(database)
  const last = rows.length > request.limit ? rows[request.limit - 1] : undefined
  const total = Number(scalar(database, 'SELECT count(*) FROM temp.found'))
  const suggestion =
    cursor === undefined && (relaxed || total <= FEW_HITS)
      ? suggestText(reading, actor, request.text, typed)
      : undefined
  return {
    hits: rows.slice(0, request.limit).map((row) => hitOf(row, readPages(row.id), matcher)),
    total: Math.min(total, MAX_FOUND),
    isTotalExact: total <= MAX_FOUND,
    facets: {
      documentType: facet(database, 'document_type'),
      orgUnit: facet(database, 'org_unit_id'),
      sender: facet(database, 'sender'),
      state: facet(database, 'state'),
      year: facet(database, 'year'),
    },
    ...(last === undefined ? {} : { nextCursor: writeCursor(actor, request, { ...last, relaxed }) }),
    relaxed,
    notices: typed.notices,
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

/** Fills `found`. Returns true when documents need not have all the words: on later pages as on the first. */
function find(
  { database, statistics }: Reading,
  rest: Sql,
  query: SearchQuery,
  cursor: Cursor | undefined,
): boolean {
  const wanted = cursor?.relaxed ?? query.question
  if (!wanted) findAll(database, query, rest)
  const relaxed = wanted || (cursor === undefined && query.wanted.length > 1 && !isAnythingFound(database))
  if (relaxed) findTelling(database, query, rest)
  orderFound(database, query, statistics)
  return relaxed
}

function isAnythingFound(database: Database): boolean {
  return scalar(database, 'SELECT 1 FROM temp.found LIMIT 1') !== undefined
}

interface HitRow {
  readonly id: number
  readonly documentId: string
  readonly itemId: string
  readonly title: string
  readonly score: number
  readonly day: string
}

/** One row more than asked for, when there is one. */
function hitRows(database: Database, cursor: Cursor | undefined, limit: number): HitRow[] {
  const rows = database
    .prepare(
      `SELECT d.id, d.document_id, d.item_id, d.title, f.score, d.day
       FROM temp.found f JOIN documents d ON d.id = f.document
       WHERE f.place > ? ORDER BY f.place LIMIT ?`,
    )
    .all(placeOf(database, cursor), limit + 1)
  return rows.map((row) => ({
    id: Number(row['id']),
    documentId: String(row['document_id']),
    itemId: String(row['item_id']),
    title: String(row['title']),
    score: Number(row['score']),
    day: String(row['day']),
  }))
}

/** Where the last hit of the page before stands now, or would stand if it were still there. */
function placeOf(database: Database, cursor: Cursor | undefined): number {
  if (cursor === undefined) return 0
  const { score, day, documentId } = cursor
  const same = `
    SELECT place FROM temp.found WHERE document = (SELECT id FROM documents WHERE document_id = ?)`
  const place = scalar(database, same, documentId)
  if (place !== undefined) return Number(place)
  const before = `
    SELECT count(*) FROM temp.found f JOIN documents d ON d.id = f.document
    WHERE (f.score, d.day, d.document_id) > (?, ?, ?)`
  return Number(scalar(database, before, score, day, documentId))
}

function hitOf(row: HitRow, texts: readonly IndexedPage[], matcher: Matcher): SearchHit {
  const { pages, snippets } = findInPages(texts, matcher)
  const { documentId, itemId, title, score } = row
  return { documentId, itemId, title, score, matchedPages: pages, snippets }
}

function facet(
  database: Database,
  column: 'document_type' | 'org_unit_id' | 'sender' | 'state' | 'year',
): FacetValue[] {
  const rows = database
    .prepare(
      `SELECT ${column} AS value, count(*) AS count FROM temp.found WHERE ${column} IS NOT NULL
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?`,
    )
    .all(MAX_FACET_VALUES)
  return rows.map((row) => ({ value: String(row['value']), count: Number(row['count']) }))
}

function healthOf(database: Database): { documentCount: number; sizeBytes: number; position?: number } {
  const size = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size'
  const position = readMeta(database, 'position')
  return {
    documentCount: Number(scalar(database, 'SELECT count(*) FROM documents')),
    sizeBytes: Number(scalar(database, size)),
    ...(position === undefined ? {} : { position: Number(position) }),
  }
}
