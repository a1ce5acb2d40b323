import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { CODE_BYTES, codeFrom, normalCode } from '../../../../src/domain/intake/reference-code.ts'

describe('codeFrom', function () {
  it('shows 80 bits as four groups of four letters', function () {
    expect(codeFrom('00'.repeat(CODE_BYTES))).to.equal('0000-0000-0000-0000')
    expect(codeFrom('ff'.repeat(CODE_BYTES))).to.equal('ZZZZ-ZZZZ-ZZZZ-ZZZZ')
    expect(codeFrom(`08${'00'.repeat(CODE_BYTES - 1)}`)).to.equal('1000-0000-0000-0000')
  })

  it('uses only letters that cannot be taken for another', function () {
    for (let run = 0; run < 200; run += 1) {
      const code = codeFrom(randomBytes(CODE_BYTES).toString('hex'))
      expect(code).to.match(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
      expect(normalCode(code)).to.equal(code.replaceAll('-', ''))
    }
  })
})

describe('normalCode', function () {
  for (const typed of [
    '0123-4567-89AB-CDEF',
    ' o1 23456789 abcdef',
    'OI23456789ABCDEF',
    'ol23-4567-89ab-cdef',
  ]) {
    it(`reads "${typed}" as the same code`, function () {
      expect(normalCode(typed)).to.equal('0123456789ABCDEF')
    })
  }
})
