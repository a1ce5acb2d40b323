import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Document } from '../../../src/embedded-mongo/bson/document.ts'
import { encode } from '../../../src/embedded-mongo/bson/encode.ts'
import { plansFor } from '../../../src/embedded-mongo/planner/plan.ts'
import { countMatching, select } from '../../../src/embedded-mongo/planner/select.ts'
import { compileFilter } from '../../../src/embedded-mongo/query/match.ts'
import { addIndex, createCollection, findCollection } from '../../../src/embedded-mongo/store/catalog.ts'
import type { Collection } from '../../../src/embedded-mongo/store/collection.ts'
import { Connection } from '../../../src/embedded-mongo/store/connection.ts'
import { buildIndex, insertDocument } from '../../../src/embedded-mongo/store/documents.ts'
import { scanCollection } from '../../../src/embedded-mongo/store/scan.ts'
import { prepareSchema } from '../../../src/embedded-mongo/store/schema.ts'
import { showValue } from '../../../src/embedded-mongo/values/show.ts'
import { parseSort, sortDocuments, sortKey } from '../../../src/embedded-mongo/values/sort.ts'
import { pointFilter, smallDocument, smallFilter } from './arbitraries.ts'

const NO_LIMITS = {
  deadlineMs: undefined,
  refuseCollectionScans: undefined,
  refuseReadingMore: undefined,
}

/** Every kind of index: ascending, descending, compound, dotted, sparse and partial. */
const INDEXES: readonly Document[] = [
  { key: { a: 1 } },
  { key: { a: -1, b: 1 } },
  { key: { b: 1, d: -1 } },
  { key: { 'a.c': 1 } },
  { key: { 'b.c': -1, d: 1 } },
  { key: { d: 1 }, sparse: true },
  { key: { b: 1 }, partialFilterExpression: { d: { $exists: true } } },
  { key: { d: -1 }, partialFilterExpression: { d: { $gt: 1 } } },
  { key: { a: 1, d: 1 }, partialFilterExpression: { b: { $type: 'number' } } },
]

class Store {
  readonly directory = mkdtempSync(join(tmpdir(), 'em-plan-'))
  readonly connection = new Connection(join(this.directory, 'mongo.sqlite'), { value: 0 })
  #number = 0

  constructor() {
    prepareSchema(this.connection.database)
    // Speed only: these files are thrown away.
    this.connection.database.exec('PRAGMA synchronous=OFF')
  }

  /** A new collection with these documents and indexes. */
  fill(documents: readonly Document[], ...indexes: readonly Document[]): Collection {
    const name = `c${this.#number++}`
    this.connection.begin()
    createCollection(this.connection, 'plan', name)
    for (const [number, index] of indexes.entries()) {
      const added = addIndex(this.connection, this.#find(name), { name: `wanted ${number}`, ...index })
      if (added === undefined) throw new Error('the index was there already')
    }
    documents.forEach((fields, position) => {
      const document = { _id: position, ...fields }
      try {
        insertDocument(this.connection, this.#find(name), document, encode(document))
      } catch (error) {
        // Two arrays in one compound index: the document is not stored, in no plan.
        if (!String(error).includes('parallel arrays')) throw error
      }
    })
    this.connection.commit()
    return this.#find(name)
  }

  #find(name: string): Collection {
    const collection = findCollection(this.connection, 'plan', name)
    if (collection === undefined) throw new Error('no such collection')
    return collection
  }

  remove(): void {
    this.connection.close()
    rmSync(this.directory, { recursive: true, force: true })
  }
}

function idsOf(documents: Iterable<{ readonly document: Document }>): unknown[] {
  return Array.from(documents, ({ document }) => document['_id'])
}

describe('The query planner', function () {
  this.timeout(120_000)
  let store: Store

  before(function () {
    store = new Store()
  })
  after(function () {
    store.remove()
  })

  for (const index of INDEXES) {
    it(`finds by ${JSON.stringify(index)} exactly what a scan finds`, function () {
      fc.assert(
        fc.property(
          fc.array(smallDocument, { minLength: 15, maxLength: 30 }),
          fc.array(smallFilter, { minLength: 40, maxLength: 60 }),
          (documents, filters) => {
            const collection = store.fill(documents, index)
            const all = [...scanCollection(store.connection, collection, false)]
            for (const filter of filters) {
              const matches = compileFilter(filter)
              const scanned = idsOf(all.filter(({ document }) => matches(document)))
              const found = idsOf(select(store.connection, collection, { filter }, NO_LIMITS).documents)
              expect(new Set(found), showValue(filter)).to.deep.equal(new Set(scanned))
              expect(found, showValue(filter)).to.have.length(scanned.length)
            }
          },
        ),
        { numRuns: 15 },
      )
    })
  }

  it('counts in the index what a scan finds', function () {
    fc.assert(
      fc.property(
        fc.array(smallDocument, { minLength: 5, maxLength: 30 }),
        fc.constantFrom(...INDEXES),
        fc.array(fc.oneof(smallFilter, pointFilter), { minLength: 20, maxLength: 20 }),
        fc.constantFrom(0, 3),
        (documents, index, filters, limit) => {
          const collection = store.fill(documents, index)
          const all = [...scanCollection(store.connection, collection, false)]
          for (const filter of filters) {
            const matches = compileFilter(filter)
            const matching = all.filter(({ document }) => matches(document)).length
            const counted = countMatching(store.connection, collection, { filter, limit, skip: 1 }, NO_LIMITS)
            const wanted = limit === 0 ? matching : Math.min(matching, limit + 1)
            expect(counted, showValue(filter)).to.equal(Math.max(0, wanted - 1))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives the first documents of a sort as sorting all of them does, whatever indexes there are', function () {
    const sorts: readonly Document[] = [
      { a: 1 },
      { a: -1 },
      { a: -1, b: 1 },
      { a: 1, b: -1 },
      { b: 1, d: -1 },
      { d: -1 },
    ]
    fc.assert(
      fc.property(
        fc.array(smallDocument, { minLength: 5, maxLength: 25 }),
        fc.subarray([...INDEXES], { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...sorts),
        fc.oneof(smallFilter, pointFilter),
        (documents, indexes, sort, filter) => {
          const collection = store.fill(documents, ...indexes)
          const fields = parseSort(sort)
          const keys = (items: Iterable<Document>): unknown[] =>
            sortDocuments(items, fields).map((item) => item['_id'])
          const matches = compileFilter(filter)
          const all = Array.from(
            scanCollection(store.connection, collection, false),
            ({ document }) => document,
          )
          const wanted = keys(all.filter(matches)).slice(0, 4)
          const query = { filter, sort, limit: 4 }
          const found = Array.from(
            select(store.connection, collection, query, NO_LIMITS).documents,
            ({ document }) => document,
          )
          expect(found).to.have.length(wanted.length)
          // Documents with equal keys may come in any order: the keys are compared, not the documents.
          const byId = new Map(all.map((item) => [item['_id'], sortKey(item, fields).toString('hex')]))
          expect(found.map((item) => byId.get(item['_id']))).to.deep.equal(wanted.map((id) => byId.get(id)))
          expect(new Set(found.map((item) => item['_id']))).to.have.property('size', found.length)
        },
      ),
      { numRuns: 300 },
    )
  })

  const documents: Document[] = Array.from({ length: 10 }, (_, n) => ({
    a: n,
    b: `t${n}`,
    d: n % 2 === 0 ? n : undefined,
  }))
  const plans: readonly { readonly index: Document; readonly filter: Document; readonly uses: boolean }[] = [
    { index: { key: { a: 1 } }, filter: { a: 1 }, uses: true },
    { index: { key: { a: 1 } }, filter: { a: { $gt: 1 } }, uses: true },
    { index: { key: { a: 1 } }, filter: { a: { $in: [1, 2] } }, uses: true },
    { index: { key: { a: 1 } }, filter: { a: { $ne: 1 } }, uses: false },
    { index: { key: { a: 1 } }, filter: { b: 't1' }, uses: false },
    { index: { key: { a: 1, b: 1 } }, filter: { b: 't1' }, uses: false },
    { index: { key: { a: 1, b: 1 } }, filter: { b: 't1', a: 1 }, uses: true },
    { index: { key: { a: 1 } }, filter: { $or: [{ a: 1 }, { a: 2 }] }, uses: true },
    { index: { key: { a: 1 } }, filter: { $or: [{ a: 1 }, { b: 't1' }] }, uses: false },
    { index: { key: { a: 1 } }, filter: { $and: [{ a: 1 }, { b: 't1' }] }, uses: true },
    { index: { key: { a: 1 } }, filter: { $expr: { $eq: ['$a', 1] } }, uses: false },
    { index: { key: { d: 1 }, sparse: true }, filter: { d: 2 }, uses: true },
    { index: { key: { d: 1 }, sparse: true }, filter: { d: null }, uses: false },
    { index: { key: { d: 1 }, sparse: true }, filter: { d: { $exists: false } }, uses: false },
    { index: { key: { a: 1 }, partialFilterExpression: { a: { $gt: 5 } } }, filter: { a: 7 }, uses: true },
    {
      index: { key: { a: 1 }, partialFilterExpression: { a: { $gt: 5 } } },
      filter: { a: { $gt: 6 } },
      uses: true,
    },
    {
      index: { key: { a: 1 }, partialFilterExpression: { a: { $gt: 5 } } },
      filter: { a: { $gte: 5 } },
      uses: false,
    },
    { index: { key: { a: 1 }, partialFilterExpression: { a: { $gt: 5 } } }, filter: { a: 5 }, uses: false },
    { index: { key: { a: 1 }, partialFilterExpression: { b: 't1' } }, filter: { a: 1, b: 't1' }, uses: true },
    {
      index: { key: { a: 1 }, partialFilterExpression: { b: 't1' } },
      filter: { a: 1, b: 't2' },
      uses: false,
    },
    {
      index: { key: { b: 1 }, partialFilterExpression: { b: { $type: 'string' } } },
      filter: { b: 't1' },
      uses: true,
    },
    {
      index: { key: { b: 1 }, partialFilterExpression: { b: { $type: 'string' } } },
      filter: { b: { $in: ['t1', 5] } },
      uses: false,
    },
  ]
  for (const { index, filter, uses } of plans) {
    it(`${uses ? 'uses' : 'does not use'} ${JSON.stringify(index)} for ${JSON.stringify(filter)}`, function () {
      const collection = store.fill(documents, index)
      const plan = plansFor(collection, { filter, sort: [], limited: false, hint: undefined })[0]
      expect(plan.kind !== 'collection').to.equal(uses)
    })
  }

  it('combines both bounds of a range only while the index is not multikey', function () {
    const single = store.fill([{ a: 1 }, { a: 5 }, { a: 9 }], { key: { a: 1 } })
    const multi = store.fill([{ a: [1, 9] }, { a: 5 }], { key: { a: 1 } })
    const query = { filter: { a: { $gt: 4, $lt: 6 } } }
    const [narrow, wide] = [single, multi].map((collection) => {
      const selection = select(store.connection, collection, query, NO_LIMITS)
      return { ids: idsOf(selection.documents), examined: selection.examined() }
    })
    expect(narrow).to.deep.equal({ ids: [1], examined: 1 })
    expect(wide).to.deep.equal({ ids: [1, 0], examined: 2 })
  })

  it('sorts by an index only while it is not multikey and its prefix is one point', function () {
    const request = (sort: Document, filter: Document): [Document, Document] => [sort, filter]
    const single = store.fill([{ a: 1, b: 2 }], { key: { a: 1, b: 1 } })
    const multi = store.fill([{ a: 1, b: [2, 3] }], { key: { a: 1, b: 1 } })
    const sorted = (collection: Collection, [sort, filter]: [Document, Document]): boolean =>
      plansFor(collection, { filter, sort: parseSort(sort), limited: true, hint: undefined })[0].sorted
    expect(sorted(single, request({ b: 1 }, { a: 1 }))).to.equal(true)
    expect(sorted(single, request({ b: -1 }, { a: 1 }))).to.equal(true)
    expect(sorted(single, request({ a: 1, b: 1 }, {}))).to.equal(true)
    expect(sorted(single, request({ a: 1, b: -1 }, {}))).to.equal(false)
    expect(sorted(multi, request({ b: 1 }, { a: 1 }))).to.equal(false)
  })

  it('merges the ranges of listed values, also of arrays, into the wanted order', function () {
    const collection = store.fill(
      Array.from({ length: 2000 }, (_, n) => ({ a: [`k${n % 3}`, `k${n % 5}`, 'all'], b: n, d: n % 2 })),
      { key: { a: 1, b: -1 } },
      { key: { b: -1 } },
      { key: { d: 1, b: -1 } },
    )
    const filters: readonly Document[] = [
      { a: { $in: ['k4', 'k2'] } },
      { $or: [{ a: 'k4' }, { d: 1 }] },
      { a: { $in: ['all', 'k1', 'k2'] }, d: 0 },
      { a: { $in: ['k1'] }, b: { $lt: 50 } },
    ]
    const numbers = Array.from(scanCollection(store.connection, collection, true), ({ document }) => document)
    for (const filter of filters) {
      const wanted = numbers.filter(compileFilter(filter)).slice(0, 4)
      const query = { filter, sort: { b: -1 }, limit: 4 }
      const selection = select(store.connection, collection, query, NO_LIMITS)
      const found = Array.from(selection.documents, ({ document }) => document['b'])
      expect(found, showValue(filter)).to.deep.equal(wanted.map((document) => document['b']))
      expect(selection.examined(), showValue(filter)).to.be.lessThan(200)
    }
  })

  it('finds the few matches of a list by the narrow index, and the many by the order', function () {
    const documents = Array.from({ length: 3000 }, (_, n) => ({
      a: n < 10 ? 'rare' : 'common',
      b: n,
      d: [n % 2],
    }))
    const collection = store.fill(documents, { key: { a: 1 } }, { key: { b: -1 } }, { key: { d: 1 } })
    const examined = (filter: Document): number => {
      const selection = select(store.connection, collection, { filter, sort: { b: -1 }, limit: 5 }, NO_LIMITS)
      expect([...selection.documents], showValue(filter)).to.have.length(5)
      return selection.examined()
    }
    expect(examined({ a: 'rare' })).to.be.lessThan(300)
    expect(examined({ a: 'common' })).to.be.lessThan(300)
    expect(examined({ d: 1 })).to.be.lessThan(300)
  })

  it('builds an index over documents that were there before it', function () {
    const collection = store.fill([{ a: 1 }, { a: 2 }], { key: { b: 1 } })
    store.connection.begin()
    const index = addIndex(store.connection, collection, { key: { a: 1 }, name: 'later' })
    if (index === undefined) throw new Error('the index was there already')
    buildIndex(store.connection, collection, index, scanCollection(store.connection, collection, false))
    store.connection.commit()
    const now = findCollection(store.connection, 'plan', collection.name)
    expect(now).not.to.equal(undefined)
    expect(
      idsOf(select(store.connection, now, { filter: { a: 2 }, hint: 'later' }, NO_LIMITS).documents),
    ).to.deep.equal([1])
  })
})
