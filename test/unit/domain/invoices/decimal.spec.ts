import { expect } from 'chai'
import { parseDecimal, product, quotient, sum, toCents } from '../../../../src/domain/invoices/decimal.ts'

describe('decimal amounts', function () {
  const rounded = [
    ['1234.5', '1234.50'],
    ['0.005', '0.01'],
    ['0.0049', '0.00'],
    ['-0.005', '-0.01'],
    ['-0.001', '0.00'],
    ['.5', '0.50'],
    ['12345678901234567.89', '12345678901234567.89'],
  ] as const
  for (const [text, cents] of rounded) {
    it(`round ${text} to ${cents}`, function () {
      expect(toCents(parseDecimal(text) ?? 0n)).to.equal(cents)
    })
  }

  for (const text of ['', ' ', '-', '1,5', '1e9', '0x10', '1.2.3', 'NaN', '9'.repeat(30), undefined]) {
    it(`are not read from ${JSON.stringify(text)}`, function () {
      expect(parseDecimal(text)).to.equal(undefined)
    })
  }

  it('add and multiply without the errors of floats', function () {
    const tenth = parseDecimal('0.1') ?? 0n
    expect(toCents(sum([tenth, tenth, tenth]))).to.equal('0.30')
    expect(toCents(product(parseDecimal('1.005') ?? 0n, parseDecimal('100') ?? 0n))).to.equal('100.50')
    expect(quotient(tenth, 0n)).to.equal(undefined)
  })
})
