import { expect } from 'chai'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { undoOf, withEdit, type SplitEdit } from '../../../../src/domain/stacks/split-edit.ts'
import { openStops, segmentsOf, type SplitProposal } from '../../../../src/domain/stacks/split-plan.ts'
import { numbersOf, planOf } from './split-plans.ts'

const LETTERS = [
  [1, 1],
  [3, 1],
  [5, 1],
] as const

describe('withEdit', function () {
  const cases: { name: string; edit: SplitEdit; roles?: string; segments: number[][] }[] = [
    { name: 'splits a letter', edit: { kind: 'split', before: 4 }, segments: [[1, 2], [3], [4], [5, 6]] },
    {
      name: 'splits where it is split',
      edit: { kind: 'split', before: 3 },
      segments: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    },
    {
      name: 'merges two letters',
      edit: { kind: 'merge', before: 3 },
      segments: [
        [1, 2, 3, 4],
        [5, 6],
      ],
    },
    {
      name: 'merges what is one',
      edit: { kind: 'merge', before: 2 },
      segments: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    },
    {
      name: 'moves a page into another letter',
      edit: { kind: 'move', page: 2, behind: 5 },
      segments: [[1], [3, 4], [5, 2, 6]],
    },
    {
      name: 'moves the first page of a letter out of it',
      edit: { kind: 'move', page: 3, behind: 6 },
      segments: [[1, 2], [4], [5, 6, 3]],
    },
    {
      name: 'moves a page to the front of all',
      edit: { kind: 'move', page: 6, behind: 0 },
      segments: [[6, 1, 2], [3, 4], [5]],
    },
    {
      name: 'moves the first page of all',
      edit: { kind: 'move', page: 1, behind: 3 },
      segments: [[2], [3, 1, 4], [5, 6]],
    },
    {
      name: 'leaves a page where it is',
      edit: { kind: 'move', page: 2, behind: 1 },
      segments: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    },
    {
      name: 'leaves a page behind itself',
      edit: { kind: 'move', page: 2, behind: 2 },
      segments: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    },
    {
      name: 'leaves out an empty side',
      edit: { kind: 'mark', page: 3, role: 'blank' },
      segments: [[1, 2], [4], [5, 6]],
    },
    {
      name: 'leaves out a removed page',
      edit: { kind: 'mark', page: 2, role: 'removed' },
      segments: [[1], [3, 4], [5, 6]],
    },
    {
      name: 'brings a page back',
      roles: 'pbpppp',
      edit: { kind: 'mark', page: 2, role: 'page' },
      segments: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    },
    {
      name: 'cuts at what a person calls a separator',
      edit: { kind: 'mark', page: 4, role: 'separator' },
      segments: [[1, 2], [3], [5, 6]],
    },
    {
      name: 'arranges everything anew',
      edit: { kind: 'arrange', pages: [6, 5, 4, 3, 2, 1], cuts: [6, 4] },
      segments: [
        [6, 5],
        [4, 3, 2, 1],
      ],
    },
  ]
  for (const { name, edit, roles = 'pppppp', segments } of cases) {
    it(name, function () {
      expect(numbersOf(withEdit(planOf(roles, LETTERS), edit))).to.deep.equal(segments)
    })
  }

  it('turns a page', function () {
    const turned = withEdit(planOf('pp', []), { kind: 'turn', page: 2, turn: 180 })
    expect(segmentsOf(turned)[0]?.pages).to.deep.equal([
      { page: 1, turn: 0 },
      { page: 2, turn: 180 },
    ])
  })

  it('says that a person decided, and keeps the reasons of the machine', function () {
    const reasons = [{ kind: 'letterhead', text: 'Briefkopf', weight: 0.4 }]
    const plan = planOf('pp', [[1, 1]], {
      boundaries: [{ before: 2, probability: 0.4, cause: 'content', reasons }],
    })
    expect(withEdit(plan, { kind: 'split', before: 2 }).boundaries).to.deep.equal([
      { before: 2, probability: 1, cause: 'person', reasons },
    ])
    expect(withEdit(plan, { kind: 'settle', page: 2 }).boundaries).to.deep.equal([
      { before: 2, probability: 0, cause: 'person', reasons },
    ])
  })

  it('settles the stops of the page that it names, and no others', function () {
    const stops = [1, 2, 3].map((page) => ({ page, kind: 'uncertain-blank', text: 'leer?' }) as const)
    const plan = planOf('ppp', [[1, 1]], { stops })
    const open = (edit: SplitEdit) => openStops(withEdit(plan, edit)).map(({ page }) => page)
    expect(open({ kind: 'mark', page: 2, role: 'blank' })).to.deep.equal([1, 3])
    expect(open({ kind: 'settle', page: 3 })).to.deep.equal([1, 2])
    expect(open({ kind: 'split', before: 2 })).to.deep.equal([1, 3])
    expect(open({ kind: 'arrange', pages: [3, 2, 1], cuts: [] })).to.deep.equal([1, 2, 3])
  })

  it('gives a cover sheet to the page that takes the first place of its letter', function () {
    const plan = planOf(
      'ppppp',
      [
        [1, 1],
        [3, 1],
      ],
      { covers: [{ before: 3, sheet: 2, cover: { unit: '50' } }] },
    )
    const moved = withEdit(plan, { kind: 'move', page: 3, behind: 5 })
    expect(segmentsOf(moved).map(({ cover }) => cover?.unit)).to.deep.equal([undefined, '50'])
  })

  it('gives no cover sheet to a letter on which it did not lie', function () {
    const plan = planOf(
      'pppp',
      [
        [1, 1],
        [2, 1],
        [3, 1],
      ],
      { covers: [{ before: 2, sheet: 2, cover: { unit: '50' } }] },
    )
    const moved = withEdit(plan, { kind: 'move', page: 2, behind: 1 })
    expect(numbersOf(moved)).to.deep.equal([
      [1, 2],
      [3, 4],
    ])
    expect(segmentsOf(moved).map(({ cover }) => cover)).to.deep.equal([undefined, undefined])
  })

  it('leaves the first page of all in front, though it is a letter of its own', function () {
    const plan = planOf('ppp', [
      [1, 1],
      [2, 1],
    ])
    expect(withEdit(plan, { kind: 'move', page: 1, behind: 0 })).to.deep.equal(plan)
  })

  const refused: { name: string; edit: SplitEdit }[] = [
    { name: 'a page that is not there', edit: { kind: 'split', before: 7 } },
    { name: 'a page to move that is not there', edit: { kind: 'move', page: 9, behind: 1 } },
    { name: 'a place that is not there', edit: { kind: 'move', page: 1, behind: 9 } },
    { name: 'a page to settle that is not there', edit: { kind: 'settle', page: 0 } },
    { name: 'merging the first page with nothing', edit: { kind: 'merge', before: 1 } },
    { name: 'an order that forgets pages', edit: { kind: 'arrange', pages: [1, 2, 3], cuts: [] } },
    {
      name: 'an order that names a page twice',
      edit: { kind: 'arrange', pages: [1, 2, 3, 4, 5, 5], cuts: [] },
    },
    {
      name: 'an order with a cover sheet on a page that is not there',
      edit: { kind: 'arrange', pages: [1, 2, 3, 4, 5, 6], cuts: [1], covers: [{ before: 8, sheet: 2 }] },
    },
    { name: 'an order with a strange cut', edit: { kind: 'arrange', pages: [1, 2, 3, 4, 5, 6], cuts: [8] } },
  ]
  for (const { name, edit } of refused) {
    it(`refuses ${name}`, function () {
      expect(() => withEdit(planOf('pppppp', LETTERS), edit))
        .to.throw()
        .that.satisfies((error: unknown) => isMailroomError(error, 'validation-failed'))
    })
  }
})

describe('undoOf', function () {
  /** What matters to people: which pages go where, how they are turned, what is left out, and which sheet lay on them. */
  const looks = (plan: SplitProposal) => ({
    segments: segmentsOf(plan),
    order: plan.pages.map(({ page, role }) => `${page}${role}`),
  })
  const plan = planOf(
    'psppbprpp',
    [
      [1, 1],
      [2, 1],
      [4, 0.3],
      [6, 0.95],
      [9, 0.6],
    ],
    {
      covers: [
        { before: 2, sheet: 2, cover: { level: 'strict' } },
        { before: 6, sheet: 6, cover: { unit: '50' } },
        { before: 9, sheet: 9, cover: { unit: '10' } },
      ],
    },
  )
  const pages = plan.pages.map(({ page }) => page)
  const edits: SplitEdit[] = [
    ...pages.map((before): SplitEdit => ({ kind: 'split', before })),
    ...pages.slice(1).map((before): SplitEdit => ({ kind: 'merge', before })),
    ...pages.flatMap((page) => [0, ...pages].map((behind): SplitEdit => ({ kind: 'move', page, behind }))),
    ...pages.flatMap((page) =>
      (['page', 'blank', 'separator', 'removed'] as const).map((role): SplitEdit => ({
        kind: 'mark',
        page,
        role,
      })),
    ),
    ...pages.map((page): SplitEdit => ({ kind: 'turn', page, turn: 90 })),
    ...pages.map((page): SplitEdit => ({ kind: 'settle', page })),
    { kind: 'arrange', pages: [...pages].reverse(), cuts: [3, 4] },
  ]

  it('takes every edit back', function () {
    expect(edits).to.have.length.greaterThan(100)
    for (const edit of edits) {
      const back = undoOf(plan, edit).reduce(withEdit, withEdit(plan, edit))
      expect(looks(back), JSON.stringify(edit)).to.deep.equal(looks(plan))
    }
  })

  it('takes a row of edits back, last one first', function () {
    const undo: SplitEdit[][] = []
    const after = edits.reduce((now, edit) => {
      undo.unshift(undoOf(now, edit))
      return withEdit(now, edit)
    }, plan)
    expect(looks(after)).not.to.deep.equal(looks(plan))
    expect(looks(undo.flat().reduce(withEdit, after))).to.deep.equal(looks(plan))
  })

  it('asks again about what was settled by an edit that is taken back', function () {
    const asked: SplitProposal = {
      ...plan,
      stops: [{ page: 4, kind: 'unreadable-sheet', text: 'Nicht lesbar.' }],
    }
    for (const edit of [
      { kind: 'settle', page: 4 },
      { kind: 'mark', page: 4, role: 'blank' },
      { kind: 'merge', before: 4 },
      { kind: 'move', page: 4, behind: 1 },
    ] as const) {
      const after = withEdit(asked, edit)
      expect(openStops(after), edit.kind).to.deep.equal([])
      const back = undoOf(asked, edit).reduce(withEdit, after)
      expect(
        openStops(back).map(({ page }) => page),
        edit.kind,
      ).to.deep.equal([4])
    }
  })
})
