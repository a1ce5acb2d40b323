import { expect } from 'chai'
import { receiptNumberFrom } from '../../../../src/domain/intake/receipt-number.ts'

describe('receiptNumberFrom', function () {
  for (const [serial, number] of [
    [1, 'MZ-2026-000001'],
    [123, 'MZ-2026-000123'],
    [1_234_567, 'MZ-2026-1234567'],
  ] as const) {
    it(`numbers the item ${serial} of the year as ${number}`, function () {
      expect(receiptNumberFrom('MZ', 2026, serial)).to.equal(number)
    })
  }
})
