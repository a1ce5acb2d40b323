import { expect } from 'chai'
import { isValidLeitwegId, looksLikeLeitwegId } from '../../../../src/domain/invoices/leitweg-id.ts'

describe('Leitweg-ID', function () {
  const cases = [
    { text: '04011000-12345-03', looks: true, valid: true },
    { text: ' 04011000-12345-03 ', looks: true, valid: true },
    { text: '04011000-12345-30', looks: true, valid: false },
    { text: '04011000-12354-03', looks: true, valid: false },
    { text: '0401100012345-03', looks: false, valid: false },
    { text: '04-AB12-1', looks: false, valid: false },
    { text: `04-${'A'.repeat(31)}-11`, looks: false, valid: false },
    { text: 'Kostenstelle 12', looks: false, valid: false },
  ]
  for (const { text, looks, valid } of cases) {
    it(`is ${valid ? 'right' : 'wrong'} as "${text}"`, function () {
      expect(looksLikeLeitwegId(text)).to.equal(looks)
      expect(isValidLeitwegId(text)).to.equal(valid)
    })
  }
})
