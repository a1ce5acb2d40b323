import { expect } from 'chai'
import type { SplitPlanView } from '../../../src/contract/split-plan.ts'
import { lettersOf, moveBehind } from '../../../src/web/features/stacks/strip.ts'

type Role = SplitPlanView['pages'][number]['role']

/** Pages in order, and those with which a letter begins. */
function planOf(
  roles: readonly Role[],
  cuts: readonly number[],
): Pick<SplitPlanView, 'pages' | 'boundaries'> {
  return {
    pages: roles.map((role, index) => ({ page: index + 1, role, turn: 0, certainty: 1, sha256: null })),
    boundaries: cuts.map((before) => ({ before, probability: 1, cause: 'person', reasons: [] })),
  }
}

describe('letters of the strip', function () {
  it('are counted as the server cuts them out: a sheet on its own is none', function () {
    const letters = lettersOf(planOf(['page', 'page', 'separator', 'page', 'blank'], [1, 3, 4, 5]))
    expect(letters.map(({ number, pages }) => [number, pages.map(({ page }) => page)])).to.deep.equal([
      [1, [1, 2]],
      [undefined, [3]],
      [2, [4]],
      [undefined, [5]],
    ])
  })

  it('take pages from their neighbours across what is left out between them', function () {
    const plan = planOf(['page', 'page', 'separator', 'page', 'page'], [1, 3, 4])
    expect(moveBehind(plan, 4, -1)).to.equal(2)
    expect(moveBehind(plan, 1, 1)).to.equal(5)
    expect(moveBehind(plan, 1, -1)).to.equal(undefined)
  })
})
