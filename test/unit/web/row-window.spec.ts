import { expect } from 'chai'
import { rowsInSight, rowsToDraw } from '../../../src/web/shared/ui/row-window.ts'

describe('rows of a long list that are drawn', function () {
  const sight = { startPx: 0, windowPx: 1_000, rowPx: 100, count: 10_000 }
  const cases = [
    { name: 'at its beginning', changed: {}, range: { first: 0, end: 18 } },
    { name: 'that begins below a header', changed: { startPx: 250 }, range: { first: 0, end: 16 } },
    { name: 'in its middle', changed: { startPx: -500_000 }, range: { first: 4_992, end: 5_018 } },
    { name: 'between two rows', changed: { startPx: -500_050 }, range: { first: 4_992, end: 5_019 } },
    { name: 'at its end', changed: { startPx: -999_000 }, range: { first: 9_982, end: 10_000 } },
    { name: 'that is still far below', changed: { startPx: 5_000 }, range: { first: 0, end: 0 } },
    {
      name: 'that has been left far above',
      changed: { startPx: -2_000_000 },
      range: { first: 10_000, end: 10_000 },
    },
    { name: 'with few rows', changed: { count: 3 }, range: { first: 0, end: 3 } },
    { name: 'without rows', changed: { count: 0 }, range: { first: 0, end: 0 } },
  ]
  for (const { name, changed, range } of cases) {
    it(`are those in sight and eight around them: of a list ${name}`, function () {
      expect(rowsInSight({ ...sight, ...changed })).to.deep.equal(range)
    })
  }

  it('include those that are kept, wherever they are, once and in order', function () {
    expect(rowsToDraw({ first: 5, end: 8 }, [2, 6, 9, 2], 10)).to.deep.equal([2, 5, 6, 7, 9])
  })

  it('include none that is not there', function () {
    expect(rowsToDraw({ first: 0, end: 20 }, [-1, 3], 3)).to.deep.equal([0, 1, 2])
  })
})
