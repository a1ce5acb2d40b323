import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Analyser } from '../../domain/retrieval/analysis.ts'
import { bareForm } from '../../domain/retrieval/normal-form.ts'
import type { IndexedDocument, IndexedPage } from '../../ports/search-index.ts'
import { scalar, type Database } from './sqlite.ts'

export function writeDocument(database: Database, document: IndexedDocument, analyse: Analyser): void {
  eraseDocument(database, document.documentId)
  const id = writeRecord(database, document)
  const writeKey = database.prepare('INSERT OR IGNORE INTO document_keys VALUES (?, ?)')
  for (const key of document.readKeys) writeKey.run(id, key)
  const writePage = database.prepare('INSERT OR REPLACE INTO pages VALUES (?, ?, ?)')
  for (const page of document.pages) writePage.run(id, page.number, deflateRawSync(page.text))
  writeWords(database, id, document, analyse)
}

export function eraseDocument(database: Database, documentId: string): void {
  const id = scalar(database, 'SELECT id FROM documents WHERE document_id = ?', documentId)
  if (typeof id !== 'number') return
  for (const [table, column] of [
    ['words', 'rowid'],
    ['pages', 'document'],
    ['document_keys', 'document'],
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
      text: inflateRawSync(text as Uint8Array).toString('utf8'),
    }))
  }
}

function writeRecord(database: Database, document: IndexedDocument): number | bigint {
  const { documentType } = document
  return database
    .prepare(
      `INSERT INTO documents
         (document_id, tenant_id, item_id, case_file_id, title, document_type, bare_type, org_unit_id, day)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      document.documentId,
      document.tenantId,
      document.itemId,
      document.caseFileId ?? null,
      document.title,
      documentType ?? null,
      documentType === undefined ? null : bareForm(documentType),
      document.orgUnitId ?? null,
      document.receivedOn,
    ).lastInsertRowid
}

function writeWords(
  database: Database,
  id: number | bigint,
  document: IndexedDocument,
  analyse: Analyser,
): void {
  const title = analyse(document.title)
  const sender = analyse(document.sender ?? '')
  const numbers = [...document.fileNumbers, document.receiptNumber ?? ''].map(analyse)
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
}

function line(terms: readonly { readonly term: string }[]): string {
  return terms.map(({ term }) => term).join(' ')
}
