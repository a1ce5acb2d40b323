import { expect } from 'chai'
import type { ReadWord } from '../../../../src/domain/recognition/merge-readings.ts'
import { findWeakParts } from '../../../../src/domain/recognition/weak-parts.ts'

function word(line: number, left: number, text: string, confidence: number): ReadWord {
  return {
    text,
    confidence,
    block: 1,
    line,
    box: { left, top: line * 40, right: left + 50, bottom: line * 40 + 30 },
  }
}

describe('findWeakParts', function () {
  it('finds a word that is not sure, with its neighbours in the line', function () {
    const { unsure, odd } = findWeakParts([
      word(1, 0, 'sicher', 0.95),
      word(2, 0, 'Das', 0.95),
      word(2, 60, 'Amt', 0.95),
      word(2, 120, 'fiir', 0.6),
      word(2, 180, 'Wohnen', 0.95),
      word(2, 240, 'teilt', 0.95),
    ])
    expect(unsure).to.deep.equal([{ left: 60, top: 80, right: 230, bottom: 110 }])
    expect(odd).to.deep.equal([])
  })

  it('takes weak words that share a neighbour as one part', function () {
    const { unsure } = findWeakParts([
      word(1, 0, 'fiir', 0.6),
      word(1, 60, 'das', 0.95),
      word(1, 120, 'Arnt', 0.6),
      word(1, 180, 'und', 0.95),
      word(1, 240, 'alle', 0.95),
    ])
    expect(unsure).to.deep.equal([{ left: 0, top: 40, right: 230, bottom: 70 }])
  })

  it('cuts no number: groups of digits beside a weak word belong to its part', function () {
    const { unsure } = findWeakParts([
      word(1, 0, 'Ruf', 0.95),
      word(1, 60, 'Telefon', 0.95),
      word(1, 120, '(03', 0.95),
      word(1, 180, '41)', 0.95),
      word(1, 240, '1961', 0.6),
      word(1, 300, '25', 0.95),
      word(1, 360, 'Fax', 0.95),
      word(1, 420, 'keins', 0.95),
    ])
    expect(unsure).to.deep.equal([{ left: 60, top: 40, right: 410, bottom: 70 }])
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
      expect(findWeakParts([word(1, 0, text, 0.95)]).odd).to.have.length(odd ? 1 : 0)
    })
  }

  it('leaves lines alone that run upwards', function () {
    const box = { left: 100, top: 100, right: 140, bottom: 900 }
    expect(
      findWeakParts([{ text: 'hochkant', confidence: 0.5, block: 1, line: 1, box }]).unsure,
    ).to.deep.equal([])
  })

  it('takes the weakest parts only when there are very many', function () {
    const lines = Array.from({ length: 140 }, (_, line) => word(line, 0, 'Wort', line < 70 ? 0.7 : 0.2))
    const { unsure } = findWeakParts(lines)
    expect(unsure).to.have.length(60)
    expect(unsure.every(({ top }) => top >= 70 * 40)).to.equal(true)
  })
})
