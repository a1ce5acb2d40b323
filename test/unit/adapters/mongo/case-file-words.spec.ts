import { expect } from 'chai'
import { lookupTerms, lookupWords } from '../../../../src/adapters/mongo/case-file-words.ts'

describe('case file words', function () {
  it('are the file number, its parts, and the words of the subject with their inner words', function () {
    const words = lookupWords({ fileNumber: '61 26-HM 95', subject: 'Anbau (Müller-Lüdenscheidt), Straße' })
    expect(words).to.have.members([
      '61 26-hm 95',
      '61',
      '26-hm',
      '95',
      'anbau',
      'müller-lüdenscheidt',
      'müller',
      'lüdenscheidt',
      'straße',
    ])
  })

  const texts: readonly { text: string; terms: readonly string[] }[] = [
    { text: '', terms: [] },
    { text: '  § …  ', terms: [] },
    { text: 'Mu\u0308ller  MÜLLER', terms: ['müller'] },
    { text: '„50.10-2026/“', terms: ['50.10-2026'] },
    { text: '{"$gt": ""}', terms: ['gt'] },
    { text: 'a b c d e f g h i j', terms: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] },
  ]
  for (const { text, terms } of texts) {
    it(`are asked for by ${JSON.stringify(terms)} when a person types "${text}"`, function () {
      expect(lookupTerms(text)).to.deep.equal(terms)
    })
  }
})
