import { expect } from 'chai'
import { createDigest } from '../../../../src/adapters/system/digest.ts'
import { drawnOf, percentFor, sampleSize } from '../../../../src/domain/quality/sample.ts'
import { pagesToCheck } from '../../../../src/domain/quality/pages-to-check.ts'
import type { PlannedPage } from '../../../../src/domain/stacks/split-plan.ts'

const digest = createDigest()
const sha256 = (text: string): string => digest.sha256(text)
const NUMBERS = Array.from({ length: 40 }, (_, index) => `MU-2026-${index}`)

describe('a sample of letters', function () {
  const sizes = [
    { count: 0, percent: 10, size: 0 },
    { count: 1, percent: 1, size: 1 },
    { count: 20, percent: 5, size: 1 },
    { count: 21, percent: 5, size: 2 },
    { count: 7, percent: 0, size: 0 },
    { count: 7, percent: 100, size: 7 },
  ]
  for (const { count, percent, size } of sizes) {
    it(`has ${size} of ${count} letters at ${percent} %`, function () {
      expect(sampleSize(count, percent)).to.equal(size)
    })
  }

  it('is drawn again from the same seed, whatever the order, and is another one with another seed', function () {
    const draw = (seed: string, numbers = NUMBERS) => drawnOf(numbers, { seed, percent: 20, sha256 })
    const first = draw('a')
    expect(first).to.have.length(8)
    expect(draw('a')).to.deep.equal(first)
    expect(draw('a', NUMBERS.toReversed()).toReversed()).to.deep.equal(first)
    expect(draw('b')).not.to.deep.equal(first)
  })

  it('takes every letter about as often as any other', function () {
    const hits = new Map<string, number>()
    for (let seed = 0; seed < 500; seed += 1) {
      for (const number of drawnOf(NUMBERS, { seed: String(seed), percent: 20, sha256 }))
        hits.set(number, (hits.get(number) ?? 0) + 1)
    }
    // 100 of 500 are expected, with a standard deviation of 9.
    for (const number of NUMBERS) expect(hits.get(number), number).to.be.within(60, 140)
  })

  it('is everything where more depends on the scans', function () {
    expect([percentFor('normal', 5), percentFor('high', 5), percentFor('very-high', 0)]).to.deep.equal([
      5, 100, 100,
    ])
  })
})

describe('the pages that a checker sees', function () {
  const plan = ['page', 'blank', 'page', 'blank', 'separator', 'page', 'removed'].map(
    (role, index): PlannedPage => ({
      page: index + 1,
      role: role as PlannedPage['role'],
      turn: 0,
      certainty: 1,
    }),
  )
  const shown = (own: readonly number[]) => pagesToCheck(plan, own).map(({ page }) => page)

  it('are those of the letter and those left out around it', function () {
    expect(shown([1, 3])).to.deep.equal([1, 2, 3, 4, 5])
    expect(shown([6])).to.deep.equal([4, 5, 6, 7])
  })

  it('are no pages of other letters, also where one lies in between', function () {
    expect(shown([1])).to.deep.equal([1, 2])
    expect(shown([1, 6])).to.deep.equal([1, 2, 4, 5, 6, 7])
    expect(shown([99])).to.deep.equal([])
  })
})
