import { Double } from 'bson'
import { expect } from 'chai'
import fc from 'fast-check'
import { compilePipeline } from '../../../src/embedded-mongo/aggregate/pipeline.ts'
import type { Document } from '../../../src/embedded-mongo/bson/document.ts'
import { CommandError } from '../../../src/embedded-mongo/errors.ts'
import { compileFilter } from '../../../src/embedded-mongo/query/match.ts'
import { prepareUpdate } from '../../../src/embedded-mongo/update/apply.ts'
import { compareValues } from '../../../src/embedded-mongo/values/compare.ts'
import { showValue } from '../../../src/embedded-mongo/values/show.ts'
import { parseSort, sortDocuments } from '../../../src/embedded-mongo/values/sort.ts'
import { smallDocument, smallFilter, smallValue } from './arbitraries.ts'
import { compare, type Fields, matches, sortValue, sums, unwoundCounts, updated } from './reference.ts'

const NO_SOURCE = { source: { find: () => [] }, variables: {} }
const field = fc.constantFrom('a', 'b', 'd')

function aggregate(documents: readonly Document[], stages: readonly Document[]): Document[] {
  return [...compilePipeline(stages, NO_SOURCE)(documents)]
}

/** What the database says; undefined where it refuses by name what it does not support. */
function answered<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof CommandError && error.codeName === 'CommandNotSupported') return undefined
    throw error
  }
}

/** Rows as pairs in the order of their keys. */
function pairs(rows: readonly Document[]): [unknown, number][] {
  const found = rows.map((row): [unknown, number] => [row['_id'], Number(String(row['n']))])
  return found.sort(([a], [b]) => compare(a, b))
}

function expectSamePairs(found: [unknown, number][], wanted: [unknown, number][]): void {
  expect(found.map(([, n]) => n)).to.deep.equal(wanted.map(([, n]) => n))
  for (const [at, [key]] of found.entries()) expect(compare(key, wanted[at]?.[0])).to.equal(0)
}

describe('The embedded database against what the manual says', function () {
  this.timeout(60_000)

  it('matches the same documents', function () {
    fc.assert(
      fc.property(
        smallDocument,
        fc.array(smallFilter, { minLength: 5, maxLength: 5 }),
        (document, filters) => {
          for (const filter of filters) {
            const hint = `${showValue(filter)} on ${showValue(document)}`
            expect(compileFilter(filter)(document), hint).to.equal(matches(document, filter))
          }
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('orders values of all types the same way', function () {
    fc.assert(
      fc.property(smallDocument, smallDocument, (one, other) => {
        const [left, right] = [one['a'] ?? null, other['a'] ?? null]
        const hint = `${showValue({ left })} and ${showValue({ right })}`
        expect(Math.sign(compareValues(left, right)), hint).to.equal(compare(left, right))
      }),
      { numRuns: 2000 },
    )
  })

  it('sorts documents the same way, ascending and descending', function () {
    fc.assert(
      fc.property(
        fc.array(smallDocument, { maxLength: 12 }),
        field,
        fc.boolean(),
        (documents: Fields[], name, descending) => {
          const direction = descending ? -1 : 1
          const keyOf = (document: Fields): unknown => sortValue(document, name, descending)
          const wanted = [...documents].sort((x, y) => compare(keyOf(x), keyOf(y)) * direction)
          const found = sortDocuments(documents, parseSort({ [name]: direction }))
          expect(found.map((document) => documents.indexOf(document))).to.deep.equal(
            wanted.map((document) => documents.indexOf(document)),
          )
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('changes fields the same way, and refuses the same changes', function () {
    const change = fc.oneof(
      fc.tuple(fc.constantFrom('$set', '$unset', '$min', '$max', '$push', '$addToSet', '$pull'), smallValue),
      fc.tuple(fc.constantFrom('$inc', '$mul'), fc.integer({ min: -3, max: 3 })),
      fc.tuple(fc.constant('$pop'), fc.constantFrom(1, -1)),
    )
    fc.assert(
      fc.property(smallDocument, field, change, (document, name, [operator, operand]) => {
        const update = { [operator]: { [name]: operand } }
        const hint = `${showValue(update)} on ${showValue(document)}`
        const wanted = updated(document, operator, name, operand)
        const prepared = prepareUpdate({ update, filter: {}, arrayFilters: [], multi: false, variables: {} })
        if (wanted === undefined) {
          expect(() => prepared.apply(document), hint).to.throw(CommandError)
        } else {
          // Arithmetic on Decimal128 is refused.
          const found = answered(() => prepared.apply(document))
          if (found !== undefined)
            expect(compare(found, wanted), `${hint} gave ${showValue(found)}`).to.equal(0)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('unwinds, groups, counts and sums the same way', function () {
    fc.assert(
      fc.property(fc.array(smallDocument, { maxLength: 15 }), field, field, (documents: Fields[], by, of) => {
        const counted = aggregate(documents, [
          { $unwind: `$${by}` },
          { $group: { _id: `$${by}`, n: { $sum: 1 } } },
        ])
        expectSamePairs(pairs(counted), unwoundCounts(documents, by))
        const group = { $group: { _id: `$${by}`, n: { $sum: `$${of}` } } }
        const summed = answered(() => aggregate(documents, [group]))
        if (summed !== undefined) expectSamePairs(pairs(summed), sums(documents, by, of))
      }),
      { numRuns: 800 },
    )
  })

  it('skips, limits and projects the rows in between', function () {
    fc.assert(
      fc.property(
        fc.array(smallDocument, { maxLength: 15 }),
        smallFilter,
        fc.nat(5),
        fc.integer({ min: 1, max: 5 }),
        (documents: Fields[], filter, skip, limit) => {
          const numbered = documents.map((document, _id) => ({ _id, ...document }))
          const found = aggregate(numbered, [
            { $match: filter },
            { $skip: skip },
            { $limit: limit },
            { $project: { twice: { $multiply: ['$_id', new Double(2)] } } },
          ])
          const wanted = numbered.filter((document) => matches(document, filter)).slice(skip, skip + limit)
          expect(found.map((row) => Number(String(row['twice'])))).to.deep.equal(
            wanted.map(({ _id }) => _id * 2),
          )
        },
      ),
      { numRuns: 800 },
    )
  })
})
