import { expect } from 'chai'
import {
  compoundsOf,
  misreadingsOf,
  neighboursOf,
  partsOf,
  termsSpelledLike,
  vocabularyOf,
} from '../../../../src/domain/retrieval/vocabulary.ts'

describe('vocabulary', function () {
  const vocabulary = vocabularyOf([
    'gebuhr',
    'abfallgebuhr',
    'gebuhrensatzung',
    'abfall',
    'satzung',
    'gebuhren',
  ])

  it('knows the compounds that begin or end with a word, the shortest first', function () {
    expect(compoundsOf('gebuhr', vocabulary)).to.deep.equal(['abfallgebuhr', 'gebuhrensatzung'])
  })

  it('takes no short word for the end of another', function () {
    expect(compoundsOf('amt', vocabularyOf(['gesamt']))).to.deep.equal([])
    expect(compoundsOf('haus', vocabularyOf(['hausen']))).to.deep.equal([])
  })

  it('takes compounds apart, with the letters that join them', function () {
    expect(partsOf('abfallgebuhr', vocabulary)).to.deep.equal(['abfall', 'gebuhr'])
    expect(partsOf('gebuhrensatzung', vocabularyOf(['gebuhr', 'satzung']))).to.deep.equal([
      'gebuhr',
      'satzung',
    ])
    expect(partsOf('wohnungsamt', vocabularyOf(['wohnung']))).to.deep.equal([])
  })

  it('finds words with one letter wrong, wherever it is', function () {
    const read = vocabularyOf([
      'grundsteu',
      'qrundsteu',
      'grundsteo',
      'grumdsteu',
      'grundsteur',
      'rgundsteu',
      'brandsteu',
    ])
    expect(misreadingsOf('grundsteu', read)).to.have.members([
      'qrundsteu',
      'grundsteo',
      'grumdsteu',
      'grundsteur',
      'rgundsteu',
    ])
    expect(misreadingsOf('haus', vocabularyOf(['maus']))).to.deep.equal([])
  })

  it('takes a word that is common by itself for no misreading', function () {
    const counts = new Map([
      ['meier', 100],
      ['meyer', 80],
      ['meler', 2],
    ])
    const counted = { ...vocabularyOf(counts.keys()), textsWith: (term: string) => counts.get(term) ?? 0 }
    expect(misreadingsOf('meier', counted)).to.deep.equal(['meler'])
    expect(misreadingsOf('meiex', counted)).to.deep.equal(['meier'])
  })

  it('knows a word again whose ending is typed wrong', function () {
    const known = vocabularyOf(['kundig', 'kunden', 'geheim', 'steu'])
    expect(termsSpelledLike('kundignug', 1, known)).to.deep.equal(['kundig'])
    expect(termsSpelledLike('gehiem', 1, known)).to.deep.equal(['geheim'])
    expect(termsSpelledLike('wasserwerk', 2, known)).to.deep.equal([])
  })

  it('puts the nearest first', function () {
    expect(
      neighboursOf('steuerbescheid', 2, vocabularyOf(['steuerbeschaad', 'steuerbescheit'])),
    ).to.deep.equal(['steuerbescheit', 'steuerbeschaad'])
  })
})
