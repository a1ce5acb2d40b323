import { expect } from 'chai'
import { isTwoSided } from '../../../../src/domain/stacks/page-sides.ts'

/** f: written front, b: written back, -: empty. */
const pagesOf = (sides: string): { blank: boolean }[] =>
  sides.split('').map((side) => ({ blank: side === '-' }))

describe('Whether both sides of a stack were scanned', () => {
  for (const [sides, twoSided] of [
    ['f-f-fbf-', true],
    ['fbf-fbf-f-', true],
    ['f-', false],
    ['ffff', false],
    ['f-f-f', false],
    ['-f-ff-ff', false],
    ['f-fbfbfbfbfbfbfbfbfbfbfb', false],
  ] as const) {
    it(`is ${twoSided ? 'seen' : 'not said'} of ${sides}`, () => {
      expect(isTwoSided(pagesOf(sides))).to.equal(twoSided)
    })
  }
})
