import { expect } from 'chai'
import {
  countRoles,
  isCertain,
  isCut,
  isInDoubt,
  openStops,
  segmentsOf,
  type SplitProposal,
} from '../../../../src/domain/stacks/split-plan.ts'
import { numbersOf, planOf } from './split-plans.ts'

describe('segmentsOf', function () {
  const cases: { name: string; plan: SplitProposal; segments: number[][] }[] = [
    { name: 'one letter where nothing cuts', plan: planOf('ppp', []), segments: [[1, 2, 3]] },
    {
      name: 'a letter from each boundary on',
      plan: planOf('pppp', [
        [1, 1],
        [3, 0.9],
      ]),
      segments: [
        [1, 2],
        [3, 4],
      ],
    },
    {
      name: 'no cut where one is less likely than not',
      plan: planOf('ppp', [
        [1, 1],
        [2, 0.49],
      ]),
      segments: [[1, 2, 3]],
    },
    { name: 'a cut where it is as likely as not', plan: planOf('pp', [[2, 0.5]]), segments: [[1], [2]] },
    {
      name: 'a boundary on a sheet for the page behind it',
      plan: planOf('ppspp', [
        [1, 1],
        [3, 1],
      ]),
      segments: [
        [1, 2],
        [4, 5],
      ],
    },
    {
      name: 'a boundary behind a sheet all the same',
      plan: planOf('ppspp', [
        [1, 1],
        [4, 1],
      ]),
      segments: [
        [1, 2],
        [4, 5],
      ],
    },
    {
      name: 'one letter behind several sheets and blanks',
      plan: planOf('psbsp', [
        [2, 1],
        [4, 1],
      ]),
      segments: [[1], [5]],
    },
    {
      name: 'no empty letter at the end',
      plan: planOf('pps', [
        [1, 1],
        [3, 1],
      ]),
      segments: [[1, 2]],
    },
    { name: 'nothing of a scan without pages to keep', plan: planOf('bsr', [[1, 1]]), segments: [] },
  ]
  for (const { name, plan, segments } of cases) {
    it(`gives ${name}`, function () {
      expect(numbersOf(plan)).to.deep.equal(segments)
    })
  }

  it('gives a letter what its cover sheet says, and no other one', function () {
    const covers = [{ before: 3, sheet: 2, cover: { unit: '33.2' } }]
    const plan = planOf(
      'pspppp',
      [
        [1, 1],
        [3, 1],
        [5, 1],
      ],
      { covers },
    )
    expect(segmentsOf(plan).map(({ cover }) => cover?.unit)).to.deep.equal([undefined, '33.2', undefined])
  })
})

describe('A plan', function () {
  it('counts the pages of each role', function () {
    expect(countRoles(planOf('ppbsrb', []).pages)).to.deep.equal({
      page: 2,
      blank: 2,
      separator: 1,
      removed: 1,
    })
  })

  it('is certain only without doubt, without open stops and with something to divide', function () {
    const stop = { page: 2, kind: 'unreadable-sheet', text: 'Trennblatt nicht lesbar' } as const
    expect(
      isCertain(
        planOf('pp', [
          [1, 1],
          [2, 0.95],
        ]),
      ),
    ).to.equal(true)
    expect(
      isCertain(
        planOf('pp', [
          [1, 1],
          [2, 0.05],
        ]),
      ),
    ).to.equal(true)
    expect(
      isCertain(
        planOf('pp', [
          [1, 1],
          [2, 0.6],
        ]),
      ),
    ).to.equal(false)
    expect(isCertain(planOf('pp', [[1, 1]], { stops: [stop] }))).to.equal(false)
    expect(isCertain(planOf('pp', [[1, 1]], { stops: [{ ...stop, settled: true }] }))).to.equal(true)
    expect(isCertain(planOf('bb', [[1, 1]]))).to.equal(false)
  })

  it('names the stops that nobody has looked at', function () {
    const stops = [
      { page: 1, kind: 'half-sheet', text: 'a', settled: true },
      { page: 2, kind: 'half-sheet', text: 'b' },
    ] as const
    expect(openStops({ stops }).map(({ page }) => page)).to.deep.equal([2])
  })

  it('doubts what is neither likely nor unlikely', function () {
    expect([0, 0.1, 0.11, 0.5, 0.89, 0.9, 1].map((probability) => isInDoubt({ probability }))).to.deep.equal([
      false,
      false,
      true,
      true,
      true,
      false,
      false,
    ])
    expect([0.49, 0.5].map((probability) => isCut({ probability }))).to.deep.equal([false, true])
  })
})
