import { createFts5SearchIndex } from '../../src/adapters/search-fts5/search-index.ts'
import { loadSqlite } from '../../src/adapters/search-fts5/sqlite.ts'
import { systemActor } from '../../src/domain/access/actor.ts'
import { createTermer } from '../../src/domain/retrieval/normal-form.ts'

export interface BenchDocument {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** Ranks documents for a question. */
export interface Engine {
  add(document: BenchDocument): Promise<void>
  /** Ids, best first. */
  rank(question: string, limit: number): Promise<string[]>
}

const TENANT = 'bench'
const signal = new AbortController().signal

/** The product's own index, asked as a person would. */
export async function createPoststelleEngine(path = ':memory:'): Promise<Engine> {
  const index = await createFts5SearchIndex({ path })
  const actor = systemActor(TENANT, 'bench')
  return {
    add: ({ id, title, text }) =>
      index.upsert(
        {
          tenantId: TENANT,
          documentId: id,
          itemId: id,
          title,
          fileNumbers: [],
          receivedOn: '2025-01-01',
          capturedAt: '2025-01-01T08:00:00.000Z',
          state: 'filed',
          amountsCents: [],
          readKeys: [],
          pages: [{ number: 1, text }],
        },
        signal,
      ),
    async rank(question, limit) {
      const { hits } = await index.query(actor, { text: question, filter: {}, limit }, signal)
      return hits.map((hit) => hit.documentId)
    },
  }
}

/** SQLite FTS5 as it comes: `unicode61`, all words of the question with OR, ranked by bm25. */
export function createPlainFts5Engine(): Promise<Engine> {
  return createFts5Engine((text) => text)
}

/** The same over German stems: what a search with a German analyser gives without anything else. */
export function createStemmedFts5Engine(): Promise<Engine> {
  const term = createTermer()
  return createFts5Engine((text) => wordsOf(text).map(term).join(' '))
}

async function createFts5Engine(prepare: (text: string) => string): Promise<Engine> {
  const { DatabaseSync } = await loadSqlite()
  const database = new DatabaseSync(':memory:')
  database.exec("CREATE VIRTUAL TABLE letters USING fts5(id UNINDEXED, title, body, tokenize = 'unicode61')")
  const insert = database.prepare('INSERT INTO letters VALUES (?, ?, ?)')
  const select = database.prepare('SELECT id FROM letters WHERE letters MATCH ? ORDER BY rank LIMIT ?')
  return {
    async add({ id, title, text }) {
      insert.run(id, prepare(title), prepare(text))
    },
    async rank(question, limit) {
      const words = wordsOf(prepare(question)).map((word) => `"${word}"`)
      return words.length === 0 ? [] : select.all(words.join(' OR '), limit).map((row) => String(row['id']))
    },
  }
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}
