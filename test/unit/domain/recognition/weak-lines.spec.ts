import { expect } from 'chai'
import type { ReadWord } from '../../../../src/domain/recognition/merge-readings.ts'
import { findWeakLines } from '../../../../src/domain/recognition/weak-lines.ts'

function word(line: number, left: number, text: string, confidence: number): ReadWord {
  return {
    text,
    confidence,
    block: 1,
    line,
    box: { left, top: line * 40, right: left + 50, bottom: line * 40 + 30 },
  }
}

describe('findWeakLines', function () {
  it('finds the whole line of a word that is not sure', function () {
    const { unsure, odd } = findWeakLines([
      word(1, 0, 'sicher', 0.95),
      word(2, 0, 'Amt', 0.95),
      word(2, 60, 'fiir', 0.6),
    ])
    expect(unsure).to.deep.equal([{ left: 0, top: 80, right: 110, bottom: 110 }])
    expect(odd).to.deep.equal([])
  })

  const signs = [
    { text: '8', odd: true },
    { text: '(8', odd: true },
    { text: '$', odd: true },
    { text: '88', odd: true },
    { text: '18', odd: false },
    { text: 'Amt', odd: false },
  ]
  for (const { text, odd } of signs) {
    it(`${odd ? 'takes' : 'does not take'} “${text}” for what may be a section sign`, function () {
      expect(findWeakLines([word(1, 0, text, 0.95)]).odd).to.have.length(odd ? 1 : 0)
    })
  }

  it('leaves lines alone that run upwards', function () {
    const box = { left: 100, top: 100, right: 140, bottom: 900 }
    expect(
      findWeakLines([{ text: 'hochkant', confidence: 0.5, block: 1, line: 1, box }]).unsure,
    ).to.deep.equal([])
  })

  it('takes the weakest lines only when there are very many', function () {
    const lines = Array.from({ length: 90 }, (_, line) => word(line, 0, 'Wort', line < 45 ? 0.7 : 0.2))
    const { unsure } = findWeakLines(lines)
    expect(unsure).to.have.length(40)
    expect(unsure.every(({ top }) => top >= 45 * 40)).to.equal(true)
  })
})
