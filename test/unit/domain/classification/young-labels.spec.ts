import { expect } from 'chai'
import { atOnce } from '../../../../src/domain/classification/slices.ts'
import type { StoredExample } from '../../../../src/domain/classification/example-store.ts'
import {
  isYoung,
  likenessAmong,
  marginOf,
  USUAL_MARGIN,
  usualLikeness,
} from '../../../../src/domain/classification/young-labels.ts'

describe('marginOf', function () {
  /** A label among ten, of 400 examples; its letters came last, a tenth of all since. */
  const young = { examples: 3, since: 30, remembered: 400, labels: 10, likeness: 0.3 }
  const cases = [
    {
      name: 'a label with eleven examples',
      history: { ...young, examples: 11, since: 110 },
      isLarger: false,
    },
    { name: 'three examples of two hundred', history: { ...young, since: 30 }, isLarger: true },
    {
      name: 'three examples where labels have five on average',
      history: { ...young, remembered: 50 },
      isLarger: false,
    },
    {
      name: 'three examples that are nearly the same',
      history: { ...young, likeness: 0.95 },
      isLarger: false,
    },
    { name: 'three that stayed the only ones for long', history: { ...young, since: 399 }, isLarger: false },
    { name: 'a label without examples', history: { ...young, examples: 0 }, isLarger: false },
  ]
  for (const { name, history, isLarger } of cases) {
    it(`asks ${isLarger ? 'more' : 'no more'} of ${name}`, function () {
      expect(marginOf(history) > USUAL_MARGIN).to.equal(isLarger)
    })
  }
  it('asks less with each further example and of letters that are more alike, and never without bounds', function () {
    const counts = [1, 2, 3, 5, 8].map((examples) => marginOf({ ...young, examples, since: examples * 10 }))
    expect(counts).to.deep.equal(counts.toSorted((a, b) => b - a))
    expect(new Set(counts).size).to.equal(counts.length)
    expect(marginOf({ ...young, likeness: 0.2 })).to.be.above(marginOf({ ...young, likeness: 0.4 }))
    expect(marginOf({ ...young, examples: 1, likeness: 0 })).to.equal(6)
  })
})

describe('likeness of examples', function () {
  /** Of length one, over the rows named; the bias in front. */
  const example = (label: string, ...rows: number[]): StoredExample => ({
    documentId: rows.join(),
    label,
    rows: Int32Array.of(0, ...rows),
    codes: new Uint8Array(rows.length + 1),
    scales: new Float32Array(),
    duals: [],
  })
  const vectorOf = ({
    rows,
  }: StoredExample): { rows: Int32Array; values: Float32Array; squaredLength: number } => ({
    rows,
    values: Float32Array.from(rows, (_row, position) =>
      position === 0 ? 1 : 1 / Math.sqrt(rows.length - 1),
    ),
    squaredLength: 2,
  })
  const halfAlike = [example('a', 1, 2), example('a', 2, 3)]

  it('is that of letters of one label, each label the same', function () {
    const same = Array.from({ length: 5 }, () => example('b', 7, 8))
    expect(atOnce(usualLikeness([...halfAlike, ...same], vectorOf))).to.be.closeTo((0.5 + 1) / 2, 1e-6)
  })
  it('is taken from elsewhere where no two letters of a label are known', function () {
    expect(atOnce(usualLikeness([example('a', 1), example('b', 1)], vectorOf))).to.equal(0.3)
  })
  it('of few examples leans on the usual one', function () {
    expect(likenessAmong(halfAlike.slice(0, 1), vectorOf, 0.2)).to.equal(0.2)
    expect(likenessAmong(halfAlike, vectorOf, 0.2)).to.be.closeTo((2 * 0.2 + 1 * 0.5) / 3, 1e-6)
  })
})

describe('isYoung', function () {
  const cases = [
    { name: 'a tenth example among many', examples: 10, young: true },
    { name: 'an eleventh', examples: 11, young: false },
    { name: 'three examples where labels have five on average', examples: 3, remembered: 50, young: false },
    { name: 'no example', examples: 0, young: false },
  ]
  for (const { name, examples, remembered = 400, young } of cases) {
    it(`says ${young ? 'yes' : 'no'} to ${name}`, function () {
      expect(isYoung({ examples, remembered, labels: 10 })).to.equal(young)
    })
  }
})
