import { expect } from 'chai'
import {
  countErrors,
  editDistance,
  misreadings,
  sumErrors,
  wordF1,
} from '../../../bench/recognition/error-rates.ts'

describe('editDistance', function () {
  const cases = [
    { first: 'Straße', second: 'Straße', edits: 0 },
    { first: 'Straße', second: 'Strasse', edits: 2 },
    { first: '', second: 'abc', edits: 3 },
    { first: 'abc', second: '', edits: 3 },
  ]
  for (const { first, second, edits } of cases) {
    it(`is ${edits} between “${first}” and “${second}”`, function () {
      expect(editDistance(first, second)).to.equal(edits)
    })
  }
})

describe('countErrors', function () {
  it('counts a misread letter once, whatever the order of words', function () {
    const errors = countErrors('Amt für Soziales', 'Soziales fur Amt')
    expect(errors).to.include({
      truthChars: 14,
      truthWords: 3,
      charErrors: 1,
      wordErrors: 1,
      insertedChars: 0,
    })
    expect(errors.orderedErrors).to.be.above(10)
  })

  it('counts a word that is missing with all its letters, and one too many apart', function () {
    expect(countErrors('Amt Soziales', 'Amt 12')).to.include({
      charErrors: 8,
      wordErrors: 1,
      insertedChars: 2,
    })
  })

  it('does not count differences of typography', function () {
    expect(countErrors('„Amt“ – 3…', '"Amt" - 3...').charErrors).to.equal(0)
  })
})

describe('sumErrors', function () {
  it('adds up, and is nothing for nothing', function () {
    const one = countErrors('Amt', 'Amd')
    expect(sumErrors([one, one]).charErrors).to.equal(2)
    expect(sumErrors([]).truthChars).to.equal(0)
  })
})

describe('wordF1', function () {
  it('weighs words that are missing and words too many alike', function () {
    expect(wordF1(countErrors('Amt für Soziales', 'Amt für Soziales'))).to.equal(1)
    expect(wordF1(countErrors('Amt für Soziales', 'Amt für'))).to.be.closeTo(0.8, 1e-9)
    expect(wordF1(countErrors('Amt für', 'Amt für Soziales'))).to.be.closeTo(0.8, 1e-9)
  })
})

describe('misreadings', function () {
  it('names what was read instead, what is missing and what is too many', function () {
    expect(misreadings('Amt für Soziales 12', 'Amt fur 12 qwertzuiop')).to.deep.equal([
      'für → fur',
      'Soziales → ∅',
      '∅ → qwertzuiop',
    ])
  })
})
