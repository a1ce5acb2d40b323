import { expect } from 'chai'
import { countErrors, editDistance, sumErrors } from '../../../bench/recognition/error-rates.ts'

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
