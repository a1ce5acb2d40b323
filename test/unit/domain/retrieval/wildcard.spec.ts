import { expect } from 'chai'
import { vocabularyOf } from '../../../../src/domain/retrieval/vocabulary.ts'
import { isPattern, isUsable, termsLike } from '../../../../src/domain/retrieval/wildcard.ts'

describe('wildcards', function () {
  const vocabulary = vocabularyOf([
    'muller',
    'moller',
    'miller',
    'molle',
    'wohngeldbescheid',
    'bescheid',
    'bescheiden',
  ])

  it('are shapes only before a letter, so that a question mark ends a question', function () {
    expect(['m?ller', '*bescheid', 'm*r'].map(isPattern)).to.deep.equal([true, true, true])
    expect(['Mahnung?', 'grund*', '?', '*'].map(isPattern)).to.deep.equal([false, false, false, false])
  })

  it('stand for one letter or any number of them', function () {
    expect(termsLike('mo?le', vocabulary)).to.deep.equal(['molle'])
    expect(termsLike('m?ller*', vocabulary)).to.deep.equal([])
    expect(termsLike('mo*r', vocabulary)).to.deep.equal(['moller'])
    expect(termsLike('*bescheid', vocabulary)).to.deep.equal(['bescheid', 'wohngeldbescheid'])
  })

  it('need two letters to begin or to end with', function () {
    expect(isUsable('m?r')).to.equal(false)
    expect(isUsable('*er')).to.equal(true)
    expect(termsLike('m*r', vocabulary)).to.deep.equal([])
  })
})
