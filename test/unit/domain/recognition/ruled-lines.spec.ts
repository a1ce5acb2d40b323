import { expect } from 'chai'
import { withoutRules } from '../../../../src/domain/recognition/ruled-lines.ts'

describe('withoutRules', function () {
  const cases = [
    { texts: ['|', 'Betrag', '||'], left: ['Betrag'] },
    { texts: ['|3', '48|', '|12,50|'], left: ['3', '48', '12,50'] },
    { texts: ['___', '~', '_|'], left: [] },
    { texts: ['a_b', '-', '5|7'], left: ['a_b', '-', '5|7'] },
  ]
  for (const { texts, left } of cases) {
    it(`leaves [${left.join(' ')}] of [${texts.join(' ')}]`, function () {
      expect(withoutRules(texts.map((text) => ({ text }))).map(({ text }) => text)).to.deep.equal(left)
    })
  }

  it('hands words without rules on as they are', function () {
    const word = { text: 'Antrag', confidence: 0.9 }
    expect(withoutRules([word])[0]).to.equal(word)
  })
})
