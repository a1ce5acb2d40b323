import { allCollections, findCollection } from './catalog.ts'
import type { Collection } from './collection.ts'
import { Connection } from './connection.ts'
import { indexKeys } from './index-keys.ts'
import type { Index } from './index-spec.ts'
import { scanCollection } from './scan.ts'

/** More findings than this say nothing new. */
const MAX_FINDINGS = 100

export interface DatabaseCheck {
  readonly collections: number
  readonly documents: number
  readonly indexEntries: number
  /** What is wrong, in words; empty when the database is sound. */
  readonly findings: readonly string[]
}

class Findings {
  readonly list: string[] = []

  add(finding: string): void {
    if (this.list.length < MAX_FINDINGS) this.list.push(finding)
  }

  /** Runs one part of the check; that it cannot be run is a finding too. */
  during<T>(what: string, part: () => T): T | undefined {
    try {
      return part()
    } catch (error) {
      this.add(`${what}: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
}

function numberOf(connection: Connection, sql: string, ...parameters: number[]): number {
  return Number(connection.query(sql).get(...parameters)?.[0] ?? 0)
}

/** Pages, trees and free lists of the file. */
function checkFile(connection: Connection, findings: Findings): void {
  for (const [finding] of connection.query(`PRAGMA integrity_check(${MAX_FINDINGS})`).all()) {
    if (finding !== 'ok') findings.add(String(finding))
  }
}

function checkRows(connection: Connection, findings: Findings): void {
  const strayEntries = numberOf(
    connection,
    'SELECT count(*) FROM entries WHERE idx NOT IN (SELECT id FROM indexes)',
  )
  if (strayEntries > 0) findings.add(`${strayEntries} index entries belong to no index`)
  const strayDocuments = numberOf(
    connection,
    'SELECT count(*) FROM documents WHERE collection NOT IN (SELECT id FROM collections)',
  )
  if (strayDocuments > 0) findings.add(`${strayDocuments} documents belong to no collection`)
}

/** Every document has its entries in an index, and the index has no others. */
class IndexCheck {
  readonly index: Index
  #expected = 0
  #missing = 0

  constructor(index: Index) {
    this.index = index
  }

  look(connection: Connection, id: number, keys: readonly Buffer[]): void {
    const find = connection.query('SELECT 1 FROM entries WHERE idx=? AND key=? AND document=?')
    this.#expected += keys.length
    for (const key of keys) if (find.get(this.index.id, key, id) === undefined) this.#missing += 1
  }

  finish(connection: Connection, { namespace }: Collection, findings: Findings): number {
    const { id, name, unique } = this.index
    const where = `index ${name} of ${namespace}`
    const entries = numberOf(connection, 'SELECT count(*) FROM entries WHERE idx=?', id)
    const extra = entries - (this.#expected - this.#missing)
    if (this.#missing > 0) findings.add(`${where}: ${this.#missing} entries are missing`)
    if (extra > 0) findings.add(`${where}: ${extra} entries belong to no document`)
    const keys = 'SELECT count(*) FROM (SELECT DISTINCT key FROM entries WHERE idx=?)'
    if (unique && numberOf(connection, keys, id) < entries)
      findings.add(`${where} is unique and has a key more than once`)
    return entries
  }
}

function checkCollection(
  connection: Connection,
  collection: Collection,
  findings: Findings,
): { documents: number; entries: number } {
  const checks = collection.indexes.map((index) => new IndexCheck(index))
  let documents = 0
  for (const stored of scanCollection(connection, collection, false)) {
    documents += 1
    findings.during(`document ${stored.id} of ${collection.namespace} cannot be read`, () => {
      for (const check of checks) {
        const { covers, fields } = check.index
        const keys = covers(stored.document) ? indexKeys(stored.document, fields).keys : []
        check.look(connection, stored.id, keys)
      }
    })
  }
  const entries = checks.reduce((sum, check) => sum + check.finish(connection, collection, findings), 0)
  return { documents, entries }
}

/** Checks the whole database as it is now: the file, the documents, and every index against the documents. */
export function checkDatabase(file: string): DatabaseCheck {
  const connection = new Connection(file, { value: 0 })
  const findings = new Findings()
  const totals = { collections: 0, documents: 0, indexEntries: 0 }
  try {
    connection.pin()
    findings.during('the file', () => {
      checkFile(connection, findings)
    })
    findings.during('its rows', () => {
      checkRows(connection, findings)
    })
    for (const [database, name] of allCollections(connection)) {
      findings.during(`collection ${database}.${name} cannot be read to its end`, () => {
        const collection = findCollection(connection, database, name)
        if (collection === undefined) return
        const { documents, entries } = checkCollection(connection, collection, findings)
        totals.collections += 1
        totals.documents += documents
        totals.indexEntries += entries
      })
    }
  } finally {
    connection.close()
  }
  return { ...totals, findings: findings.list }
}
