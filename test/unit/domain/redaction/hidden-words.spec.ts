import { expect } from 'chai'
import type { Box } from '../../../../src/domain/recognition/page.ts'
import {
  coveredFolded,
  foldedWords,
  hiddenWords,
  wordPlaces,
} from '../../../../src/domain/redaction/hidden-words.ts'
import { needlesOf } from '../../../../src/domain/redaction/needles.ts'
import { aPage } from '../../usecases/support/letters.ts'

/** The place of the word with this number, from 0. */
const placeOf = (index: number): Box => [index / 20 + 0.01, 0.1, (index + 1) / 20 - 0.01, 0.12]

describe('foldedWords', function () {
  it('gives letters and digits in lower case, without what is too short', function () {
    expect(foldedWords('Dr. MÜLLER-Lüdenscheidt, DE02-1203')).to.deep.equal([
      'müller',
      'lüdenscheidt',
      'de02',
      '1203',
    ])
  })
})

describe('hiddenWords', function () {
  it('are those of burnt places that stand nowhere else in the document', function () {
    const first = { page: aPage('Herr Müller und Frau Berg'), burnt: [placeOf(0), placeOf(1)] }
    const second = { page: aPage('Sehr geehrter Herr'), burnt: [] }
    expect(hiddenWords([first])).to.deep.equal(['herr', 'müller'])
    expect(hiddenWords([first, second])).to.deep.equal(['müller'])
    expect(coveredFolded(first)).to.deep.equal(['herr', 'müller'])
  })
})

describe('wordPlaces', function () {
  const page = aPage('Herr Müller, und MÜLLER Berg')

  it('finds every place of a word, whatever its case and the signs at its ends', function () {
    expect(wordPlaces(page, 'müller')).to.deep.equal([
      [0.05, 0.1, 0.1, 0.12],
      [0.15, 0.1, 0.2, 0.12],
    ])
  })

  it('finds words in a row as one place', function () {
    expect(wordPlaces(page, 'Müller Berg')).to.deep.equal([[0.15, 0.1, 0.25, 0.12]])
  })

  it('finds no part of a word, and nothing for signs alone', function () {
    expect(wordPlaces(page, 'Müll')).to.deep.equal([])
    expect(wordPlaces(page, ' – ')).to.deep.equal([])
  })
})

describe('needlesOf', function () {
  it('looks for words that can be told from what every file and every page says', function () {
    const needles = needlesOf(['catalog', 'amt', 'müller', 'haus', 'lüdenscheidt'], 'das rathaus')
    expect(needles.map(({ texts }) => texts)).to.deep.equal([
      ['müller', 'MÜLLER', 'Müller'],
      ['lüdenscheidt', 'LÜDENSCHEIDT', 'Lüdenscheidt'],
    ])
  })

  it('looks into pictures for long words only: short ones are met there by chance', function () {
    const isForPictures = needlesOf(['müller', 'lüdenscheidt'], '').map((needle) => needle.isForPictures)
    expect(isForPictures).to.deep.equal([false, true])
  })
})
