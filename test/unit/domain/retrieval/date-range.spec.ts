import { expect } from 'chai'
import { narrowed, parseDateRange } from '../../../../src/domain/retrieval/date-range.ts'

describe('parseDateRange', function () {
  const cases = [
    { text: '2025', range: { from: '2025-01-01', to: '2025-12-31' } },
    { text: '2024-02', range: { from: '2024-02-01', to: '2024-02-29' } },
    { text: '02.2025', range: { from: '2025-02-01', to: '2025-02-28' } },
    { text: '15.3.2025', range: { from: '2025-03-15', to: '2025-03-15' } },
    { text: '2025-3-15', range: { from: '2025-03-15', to: '2025-03-15' } },
    { text: '2025-01..2025-03', range: { from: '2025-01-01', to: '2025-03-31' } },
    { text: '1.12.2024..15.1.2025', range: { from: '2024-12-01', to: '2025-01-15' } },
    { text: '2025..', range: { from: '2025-01-01' } },
    { text: '..2025', range: { to: '2025-12-31' } },
    { text: '>=2025-03', range: { from: '2025-03-01' } },
    { text: '<=2025-03', range: { to: '2025-03-31' } },
    { text: '>31.12.2024', range: { from: '2025-01-01' } },
    { text: '<2025', range: { to: '2024-12-31' } },
  ]
  for (const { text, range } of cases) {
    it(`reads ${text}`, function () {
      expect(parseDateRange(text)).to.deep.equal(range)
    })
  }

  for (const text of [
    '',
    '..',
    'gestern',
    '2025-13',
    '30.2.2025',
    '2025-02-30',
    '1..2..3',
    '>',
    '>=x',
    '2025..x',
    '20251',
    '0000-00-00',
  ]) {
    it(`reads nothing from ${JSON.stringify(text)}`, function () {
      expect(parseDateRange(text)).to.equal(undefined)
    })
  }
})

describe('narrowed', function () {
  it('gives the days that are in both', function () {
    const one = { from: '2025-01-01', to: '2025-06-30' }
    expect(narrowed(one, { from: '2025-03-01' })).to.deep.equal({ from: '2025-03-01', to: '2025-06-30' })
    expect(narrowed(one, { to: '2025-03-01' })).to.deep.equal({ from: '2025-01-01', to: '2025-03-01' })
    expect(narrowed({}, {})).to.deep.equal({})
  })
})
