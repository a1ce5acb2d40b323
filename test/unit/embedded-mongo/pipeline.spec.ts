import { Double } from 'bson'
import { expect } from 'chai'
import { compilePipeline } from '../../../src/embedded-mongo/aggregate/pipeline.ts'
import type { Document } from '../../../src/embedded-mongo/bson/document.ts'
import { CommandError } from '../../../src/embedded-mongo/errors.ts'
import { compileFilter } from '../../../src/embedded-mongo/query/match.ts'
import { showValue } from '../../../src/embedded-mongo/values/show.ts'

const LETTERS: readonly Document[] = [
  { _id: 1, office: 'Bauamt', pages: 2, tags: ['x', 'y'], case: 'A' },
  { _id: 2, office: 'Kasse', pages: 5, tags: [], case: 'B' },
  { _id: 3, office: 'Bauamt', pages: 1, tags: ['x'], case: null },
  { _id: 4, pages: 9, tags: 'z' },
]
const CASES_COLLECTION: readonly Document[] = [
  { number: 'A', title: 'Neubau' },
  { number: 'B', title: 'Gebühren' },
  { title: 'ohne' },
]

const ENVIRONMENT = {
  variables: { least: 2 },
  source: {
    find: (name: string, filter: Document, variables: Readonly<Document>) =>
      name === 'cases' ? CASES_COLLECTION.filter(compileFilter(filter, variables)) : [],
  },
}

function run(stages: readonly Document[]): Document[] {
  return [...compilePipeline(stages, ENVIRONMENT)(LETTERS)]
}

const ids = (documents: readonly Document[]): unknown[] => documents.map(({ _id }) => _id)

const CASES: readonly {
  readonly name: string
  readonly stages: readonly Document[]
  readonly to: readonly Document[]
}[] = [
  {
    name: 'groups with every accumulator',
    stages: [
      {
        $group: {
          _id: '$office',
          n: { $sum: 1 },
          pages: { $sum: '$pages' },
          mean: { $avg: '$pages' },
          most: { $max: '$pages' },
          least: { $min: '$pages' },
          first: { $first: '$_id' },
          last: { $last: '$_id' },
          ids: { $push: '$_id' },
          count: { $count: {} },
        },
      },
      { $match: { _id: 'Bauamt' } },
    ],
    to: [
      {
        _id: 'Bauamt',
        n: 2,
        pages: 3,
        mean: 1.5,
        most: 2,
        least: 1,
        first: 1,
        last: 3,
        ids: [1, 3],
        count: 2,
      },
    ],
  },
  {
    name: 'groups a missing value with null, and numbers of all types together',
    stages: [
      {
        $addFields: {
          key: {
            $cond: [{ $eq: ['$_id', 1] }, new Double(1), { $cond: [{ $eq: ['$_id', 2] }, 1, '$none'] }],
          },
        },
      },
      { $group: { _id: '$key', n: { $sum: 1 } } },
    ],
    to: [
      { _id: new Double(1), n: 2 },
      { _id: null, n: 2 },
    ],
  },
  {
    name: 'unwinds arrays and single values',
    stages: [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
    to: [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
      { _id: 3, tags: 'x' },
      { _id: 4, tags: 'z' },
    ],
  },
  {
    name: 'unwinds with index and keeps empty arrays',
    stages: [
      { $unwind: { path: '$tags', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true } },
      { $match: { _id: { $lte: 2 } } },
      { $project: { tags: 1, at: 1 } },
    ],
    to: [
      { _id: 1, tags: 'x', at: 0n },
      { _id: 1, tags: 'y', at: 1n },
      { _id: 2, at: null },
    ],
  },
  {
    name: 'sorts by count',
    stages: [{ $unwind: '$tags' }, { $sortByCount: '$tags' }, { $limit: 1 }],
    to: [{ _id: 'x', count: 2 }],
  },
  {
    name: 'fills buckets',
    stages: [
      {
        $bucket: {
          groupBy: '$pages',
          boundaries: [0, 2, 6],
          default: 'more',
          output: { ids: { $push: '$_id' } },
        },
      },
    ],
    to: [
      { _id: 0, ids: [3] },
      { _id: 2, ids: [1, 2] },
      { _id: 'more', ids: [4] },
    ],
  },
  { name: 'counts', stages: [{ $match: { pages: { $gt: 1 } } }, { $count: 'n' }], to: [{ n: 3 }] },
  { name: 'counts nothing as no document', stages: [{ $match: { pages: 99 } }, { $count: 'n' }], to: [] },
  {
    name: 'skips and limits',
    stages: [{ $sort: { pages: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { pages: 1 } }],
    to: [{ _id: 2, pages: 5 }],
  },
  {
    name: 'sees the variables of the command',
    stages: [{ $match: { $expr: { $eq: ['$pages', '$$least'] } } }, { $project: { _id: 1 } }],
    to: [{ _id: 1 }],
  },
  {
    name: 'replaces the root',
    stages: [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { n: '$pages' } } }],
    to: [{ n: 2 }],
  },
  {
    name: 'removes fields',
    stages: [{ $match: { _id: 1 } }, { $unset: ['tags', 'case', 'office'] }],
    to: [{ _id: 1, pages: 2 }],
  },
  {
    name: 'adds fields below documents and in each element of arrays',
    stages: [
      { $match: { _id: 1 } },
      { $set: { list: [{ a: 1 }, 5] } },
      { $set: { 'list.b': '$pages', 'new.deep': 1 } },
      { $project: { list: 1, new: 1 } },
    ],
    to: [{ _id: 1, list: [{ a: 1, b: 2 }, { b: 2 }], new: { deep: 1 } }],
  },
  {
    name: 'joins by fields; null and missing find each other',
    stages: [
      { $lookup: { from: 'cases', localField: 'case', foreignField: 'number', as: 'c' } },
      { $project: { t: '$c.title' } },
    ],
    to: [
      { _id: 1, t: ['Neubau'] },
      { _id: 2, t: ['Gebühren'] },
      { _id: 3, t: ['ohne'] },
      { _id: 4, t: ['ohne'] },
    ],
  },
  {
    name: 'joins by fields and a pipeline',
    stages: [
      { $match: { _id: { $lte: 2 } } },
      {
        $lookup: {
          from: 'cases',
          localField: 'case',
          foreignField: 'number',
          let: { p: '$pages' },
          pipeline: [{ $match: { $expr: { $gt: ['$$p', 3] } } }],
          as: 'c',
        },
      },
      { $project: { n: { $size: '$c' } } },
    ],
    to: [
      { _id: 1, n: 0 },
      { _id: 2, n: 1 },
    ],
  },
  {
    name: 'unites with another collection',
    stages: [
      { $match: { _id: 1 } },
      { $project: { case: 1 } },
      { $unionWith: { coll: 'cases', pipeline: [{ $match: { number: 'B' } }] } },
    ],
    to: [
      { _id: 1, case: 'A' },
      { number: 'B', title: 'Gebühren' },
    ],
  },
  {
    name: 'runs facets over the same documents',
    stages: [
      {
        $facet: { few: [{ $match: { pages: { $lt: 3 } } }, { $project: { _id: 1 } }], n: [{ $count: 'n' }] },
      },
    ],
    to: [{ few: [{ _id: 1 }, { _id: 3 }], n: [{ n: 4 }] }],
  },
]

describe('compilePipeline', function () {
  for (const { name, stages, to } of CASES) {
    it(name, function () {
      const before = showValue(LETTERS)
      expect(run(stages)).to.deep.equal(to)
      expect(showValue(LETTERS), 'the documents read are left alone').to.equal(before)
    })
  }

  it('samples different documents', function () {
    expect(new Set(ids(run([{ $sample: { size: 3 } }]))).size).to.equal(3)
    expect(new Set(ids(run([{ $sample: { size: 99 } }]))).size).to.equal(4)
  })

  it('stops reading when a limit is reached', function () {
    let read = 0
    function* endless(): Iterable<Document> {
      for (;;) yield { _id: read++ }
    }
    const limited = compilePipeline(
      [{ $match: { _id: { $gte: 2 } } }, { $set: { a: 1 } }, { $limit: 2 }],
      ENVIRONMENT,
    )
    expect(ids([...limited(endless())])).to.deep.equal([2, 3])
    expect(read).to.equal(4)
  })

  const WRONG: readonly { readonly stage: Document; readonly code: number }[] = [
    { stage: { $foo: 1 }, code: 40324 },
    { stage: { $match: {}, $limit: 1 }, code: 40323 },
    { stage: { $limit: 0 }, code: 15958 },
    { stage: { $limit: 'x' }, code: 15958 },
    { stage: { $skip: -1 }, code: 5107200 },
    { stage: { $sort: { a: 2 } }, code: 2 },
    { stage: { $sort: {} }, code: 15976 },
    { stage: { $group: { n: { $sum: 1 } } }, code: 15955 },
    { stage: { $group: { _id: 1, n: 5 } }, code: 40234 },
    { stage: { $group: { _id: 1, n: { $foo: 1 } } }, code: 15952 },
    { stage: { $group: { _id: 1, n: { $push: { $foo: 1 } } } }, code: 168 },
    { stage: { $unwind: 'tags' }, code: 28818 },
    { stage: { $lookup: { from: 'x', as: 'y' } }, code: 9 },
    { stage: { $lookup: { from: 'x', as: 'y', pipeline: [{ $foo: 1 }] } }, code: 40324 },
    { stage: { $facet: { a: [{ $facet: {} }] } }, code: 9 },
    { stage: { $project: {} }, code: 51272 },
    { stage: { $match: { a: { $foo: 1 } } }, code: 2 },
    { stage: { $out: 'x' }, code: 115 },
    { stage: { $changeStream: {} }, code: 115 },
    { stage: { $setWindowFields: {} }, code: 115 },
  ]
  for (const { stage, code } of WRONG) {
    it(`refuses ${showValue(stage)} with code ${code} before it sees a document`, function () {
      expect(() => compilePipeline([stage], ENVIRONMENT))
        .to.throw(CommandError)
        .with.property('code', code)
    })
  }
})
