import { expect } from 'chai'
import { reasonsOf } from '../../../../src/domain/classification/word-reasons.ts'

describe('reasonsOf', function () {
  it('adds up what one word says and tells for from against', function () {
    const reasons = reasonsOf([
      { name: '„Rechnung“', weight: 0.3 },
      { name: '„RECHNUNG“', weight: 0.3 },
      { name: '„Widerspruch“', weight: -0.4 },
      { name: 'und', weight: 0.0001 },
    ])
    expect(reasons.map(({ text, weight }) => [text, weight])).to.deep.equal([
      ['„Rechnung“ spricht dafür.', 0.6],
      ['„Widerspruch“ spricht dagegen.', -0.4],
    ])
    expect(reasonsOf([{ name: 'ein Datum', weight: 1 }])[0]?.text).to.equal('Ein Datum spricht dafür.')
    expect(reasonsOf([])).to.deep.equal([])
  })
})
