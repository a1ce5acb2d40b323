import {
  createCloseness,
  countGrams,
  type Closeness,
  type GramStatistics,
} from '../../domain/retrieval/closeness.ts'
import type { SearchQuery } from '../../domain/retrieval/query.ts'
import { scalar, type Database, type Row } from './sqlite.ts'
import { pageTextOf } from './write-document.ts'

/** The first of the ranking by words, which are looked at closely. */
const MAX_ORDERED = 200

/** Reading on would take longer than people wait: about 300 pages, and no more than 25 of one document. */
const MAX_CHARACTERS = 600_000
const MAX_CHARACTERS_OF_ONE = 50_000

/** What stands in the subject says more than what stands on a page, and a file number more than both. */
const LINE_WEIGHTS = { title: 2, sender: 1.5, numbers: 3 } as const

const SAMPLE_SIZE = 400
const SAMPLE_CHARACTERS = 8_000

/** Gives the statistics of the index; counted anew only when it has doubled, because the ranking moves with them. */
export type StatisticsReader = () => GramStatistics

export function createStatisticsReader(database: Database): StatisticsReader {
  let known: GramStatistics | undefined
  let countedAt = 0
  return function readStatistics() {
    const count = Number(scalar(database, 'SELECT count(*) FROM documents'))
    if (known === undefined || count >= 2 * countedAt || count < countedAt / 2) {
      known = countGrams(sampleOf(database))
      countedAt = count
    }
    return known
  }
}

/** First pages, spread evenly over the index. */
function* sampleOf(database: Database): Generator<string, void> {
  const newest = Number(scalar(database, 'SELECT coalesce(max(id), 0) FROM documents'))
  const step = Math.max(1, Math.floor(newest / SAMPLE_SIZE))
  const rows = database
    .prepare(
      `SELECT p.text FROM documents d JOIN pages p ON p.document = d.id AND p.number = 1
       WHERE d.id % ? = 0 LIMIT ${SAMPLE_SIZE}`,
    )
    .all(step)
  for (const { text } of rows) yield pageTextOf(text).slice(0, SAMPLE_CHARACTERS)
}

/** Orders the first of `found` by how close their texts come to what was asked. */
export function orderFound(database: Database, query: SearchQuery, statistics: StatisticsReader): void {
  const words = wantedWords(query)
  if (words.length === 0) return
  const rows = database
    .prepare(
      `SELECT f.*, d.title, d.sender AS sender_line, d.numbers, d.day, d.document_id
       FROM temp.found f JOIN documents d ON d.id = f.document WHERE f.place <= ${MAX_ORDERED} ORDER BY f.place`,
    )
    .all()
  if (rows.length < 2) return
  const closeness = createCloseness(words, statistics())
  const ordered = scored(database, rows, closeness).sort(byScore)
  replaceFirst(database, ordered)
}

function wantedWords({ wanted }: SearchQuery): SearchQuery['wanted'][number]['words'] {
  const telling = wanted.filter((clause) => !clause.stopWord)
  return (telling.length > 0 ? telling : wanted).flatMap(({ words }) => words)
}

interface Scored {
  readonly row: Row
  readonly score: number
}

/** Those that there is no time for stay behind the others, as the ranking by words has them (0 to 1). */
function scored(database: Database, rows: readonly Row[], closeness: Closeness): Scored[] {
  const select = database.prepare('SELECT text FROM pages WHERE document = ? ORDER BY number')
  let left = MAX_CHARACTERS
  return rows.map((row) => {
    if (left <= 0) return { row, score: Number(row['score']) }
    const texts = textsOf(select.all(row['document'] ?? 0))
    left -= texts.reduce((sum, text) => sum + text.length, 0)
    return { row, score: 1 + lineScore(row, closeness) + Math.max(0, ...texts.map(closeness.ofText)) }
  })
}

function textsOf(pages: readonly Row[]): string[] {
  const texts: string[] = []
  let left = MAX_CHARACTERS_OF_ONE
  for (const { text } of pages) {
    if (left <= 0) break
    texts.push(pageTextOf(text).slice(0, left))
    left -= texts.at(-1)?.length ?? 0
  }
  return texts
}

function lineScore(row: Row, closeness: Closeness): number {
  return (
    LINE_WEIGHTS.title * closeness.ofLine(String(row['title'])) +
    LINE_WEIGHTS.sender * closeness.ofLine(String(row['sender_line'] ?? '')) +
    LINE_WEIGHTS.numbers * closeness.ofLine(String(row['numbers']))
  )
}

function byScore(left: Scored, right: Scored): number {
  return (
    right.score - left.score ||
    byText(right.row['day'], left.row['day']) ||
    byText(right.row['document_id'], left.row['document_id'])
  )
}

function byText(left: unknown, right: unknown): number {
  return String(left) < String(right) ? -1 : Number(String(left) > String(right))
}

function replaceFirst(database: Database, ordered: readonly Scored[]): void {
  database.exec(`DELETE FROM temp.found WHERE place <= ${MAX_ORDERED}`)
  const insert = database.prepare('INSERT INTO temp.found VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  for (const [index, { row, score }] of ordered.entries()) {
    const {
      document = 0,
      document_type = null,
      org_unit_id = null,
      sender = null,
      state = null,
      year = null,
    } = row
    insert.run(index + 1, document, score, document_type, org_unit_id, sender, state, year)
  }
}
