import { expect } from 'chai'
import { parseAmountRange, type AmountRange } from '../../../../src/domain/retrieval/amount-range.ts'

describe('parseAmountRange', function () {
  const cases: [text: string, range: AmountRange | undefined][] = [
    ['100', { fromCents: 10_000, toCents: 10_000 }],
    ['1.234,56€', { fromCents: 123_456, toCents: 123_456 }],
    ['1234.5', { fromCents: 123_450, toCents: 123_450 }],
    ['1.000', { fromCents: 100_000, toCents: 100_000 }],
    ['100..200,50', { fromCents: 10_000, toCents: 20_050 }],
    ['..50', { toCents: 5_000 }],
    ['50..', { fromCents: 5_000 }],
    ['>100', { fromCents: 10_001 }],
    ['<=100', { toCents: 10_000 }],
    ['..', undefined],
    ['viel', undefined],
    ['100..viel', undefined],
    ['>', undefined],
  ]
  for (const [text, range] of cases) {
    it(`reads ${text}`, function () {
      expect(parseAmountRange(text)).to.deep.equal(range)
    })
  }
})
