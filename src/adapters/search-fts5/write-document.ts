import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Analyser, Analysis } from '../../domain/retrieval/analysis.ts'
import { bareForm } from '../../domain/retrieval/normal-form.ts'
import type { IndexedDocument, IndexedPage } from '../../ports/search-index.ts'
import { countCompletions } from './completions.ts'
import { scalar, type Database } from './sqlite.ts'
import { backwards, isLookedUp } from './terms.ts'

export function writeDocument(database: Database, document: IndexedDocument, analyse: Analyser): void {
  eraseDocument(database, document.documentId)
  const id = writeRecord(database, document)
  const writeAmount = database.prepare('INSERT OR IGNORE INTO amounts VALUES (?, ?)')
  for (const cents of document.amountsCents) writeAmount.run(id, cents)
  const writePage = database.prepare('INSERT OR REPLACE INTO pages VALUES (?, ?, ?)')
  for (const page of document.pages) writePage.run(id, page.number, deflateRawSync(page.text))
  countCompletions(database, id, 1)
  writeWords(database, id, document, analyse)
}

export function eraseDocument(database: Database, documentId: string): void {
  const id = scalar(database, 'SELECT id FROM documents WHERE document_id = ?', documentId)
  if (typeof id !== 'number') return
  countCompletions(database, id, -1)
  for (const [table, column] of [
    ['words', 'rowid'],
    ['pages', 'document'],
    ['amounts', 'document'],
    ['documents', 'id'],
  ]) {
    database.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(id)
  }
}

/** Prepared once for all the hits of an answer. */
export function createPageReader(database: Database): (id: number) => IndexedPage[] {
  const select = database.prepare('SELECT number, text FROM pages WHERE document = ? ORDER BY number')
  return function readPages(id) {
    return select.all(id).map(({ number, text }) => ({
      number: Number(number),
      text: pageTextOf(text),
    }))
  }
}

/** @param stored column `text` of `pages` */
export function pageTextOf(stored: unknown): string {
  return inflateRawSync(stored as Uint8Array).toString('utf8')
}

function writeRecord(database: Database, document: IndexedDocument): number | bigint {
  const { documentType, sender } = document
  const values = {
    document_id: document.documentId,
    tenant_id: document.tenantId,
    item_id: document.itemId,
    case_file_id: document.caseFileId ?? null,
    title: document.title,
    sender: sender ?? null,
    bare_sender: sender === undefined ? null : bareForm(sender),
    // A number may have blanks in it.
    numbers: numbersOf(document).join('\n'),
    document_type: documentType ?? null,
    bare_type: documentType === undefined ? null : bareForm(documentType),
    org_unit_id: document.orgUnitId ?? null,
    state: document.state,
    day: document.receivedOn,
    captured_at: document.capturedAt,
    key_set: keySetOf(database, document.readKeys),
  }
  const names = Object.keys(values)
  const places = names.map(() => '?').join(', ')
  return database
    .prepare(`INSERT INTO documents (${names.join(', ')}) VALUES (${places})`)
    .run(...Object.values(values)).lastInsertRowid
}

function numbersOf({ fileNumbers, receiptNumber }: IndexedDocument): string[] {
  return receiptNumber === undefined ? [...fileNumbers] : [...fileNumbers, receiptNumber]
}

/** Few sets open many documents: as many as there are groups of units that share mail. */
function keySetOf(database: Database, readKeys: readonly string[]): number {
  const keys = [...new Set(readKeys)].sort()
  const text = JSON.stringify(keys)
  const known = scalar(database, 'SELECT id FROM key_sets WHERE keys = ?', text)
  if (known !== undefined) return Number(known)
  const { lastInsertRowid } = database.prepare('INSERT INTO key_sets (keys) VALUES (?)').run(text)
  const insert = database.prepare('INSERT INTO key_set_keys VALUES (?, ?)')
  for (const key of keys) insert.run(key, lastInsertRowid)
  return Number(lastInsertRowid)
}

function writeWords(
  database: Database,
  id: number | bigint,
  document: IndexedDocument,
  analyse: Analyser,
): void {
  const title = analyse(document.title)
  const sender = analyse(document.sender ?? '')
  const numbers = numbersOf(document).map(analyse)
  const pages = document.pages.map((page) => analyse(page.text))
  database
    .prepare('INSERT INTO words (rowid, title, sender, numbers, body, joined) VALUES (?, ?, ?, ?, ?, ?)')
    .run(
      id,
      line([...title.words, ...title.joined]),
      line([...sender.words, ...sender.joined]),
      line(numbers.flatMap(({ words, joined }) => [...words, ...joined])),
      line(pages.flatMap(({ words }) => words)),
      line(pages.flatMap(({ joined }) => joined)),
    )
  writeTerms(database, [title, sender, ...pages])
}

function writeTerms(database: Database, analyses: readonly Analysis[]): void {
  const terms = new Set(
    analyses.flatMap(({ words, joined }) => [...words, ...joined].map(({ term }) => term)),
  )
  const insert = database.prepare('INSERT OR IGNORE INTO terms VALUES (?, ?)')
  for (const term of terms) if (isLookedUp(term)) insert.run(term, backwards(term))
}

function line(terms: readonly { readonly term: string }[]): string {
  return terms.map(({ term }) => term).join(' ')
}
