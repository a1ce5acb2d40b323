import { expect } from 'chai'
import { bareForm, createTermer, normalForm } from '../../../../src/domain/retrieval/normal-form.ts'

describe('normalForm', function () {
  const cases = [
    { word: 'STRASSE', form: 'strasse' },
    { word: 'Straße', form: 'strasse' },
    { word: 'STRAẞE', form: 'strasse' },
    { word: 'Müller', form: 'müller' },
    { word: 'Mueller', form: 'müller' },
    { word: 'Mu\u0308ller', form: 'müller' },
    { word: 'Gebuehrenordnung', form: 'gebührenordnung' },
    { word: 'Goethe', form: 'göthe' },
    { word: 'Bauer', form: 'bauer' },
    { word: 'neue', form: 'neue' },
    { word: 'Steuer', form: 'steuer' },
    { word: 'Quelle', form: 'quelle' },
    { word: 'Statue', form: 'statue' },
    { word: 'Café', form: 'cafe' },
    { word: 'Čapek', form: 'capek' },
    { word: 'ﬁnden', form: 'finden' },
    { word: 'Ｆｏｒｍ', form: 'form' },
    { word: 'm²', form: 'm2' },
    { word: 'İstanbul', form: 'istanbul' },
    { word: 'Συκιές', form: 'συκιες' },
    { word: '\u{1F600}', form: '' },
    { word: 'x'.repeat(500), form: 'x'.repeat(64) },
  ]
  for (const { word, form } of cases) {
    it(`writes ${word.slice(0, 20)} as ${form.slice(0, 20) || 'nothing'}`, function () {
      expect(normalForm(word)).to.equal(form)
    })
  }

  it('drops the dots of umlauts in the bare form', function () {
    expect(bareForm('Gebuehren-Prüfung')).to.equal('gebuhrenprufung')
  })
})

describe('createTermer', function () {
  const term = createTermer()

  for (const [one, other] of [
    ['Müller', 'Mueller'],
    ['Müller', 'MÜLLER'],
    ['Straße', 'STRASSEN'],
    ['Gebühren', 'Gebuehr'],
    ['Größe', 'Groesse'],
    ['Häuser', 'Haus'],
  ] as const) {
    it(`finds ${one} by ${other}`, function () {
      expect(term(one)).to.equal(term(other))
    })
  }

  for (const [one, other] of [
    ['Mahnung', 'Mahlung'],
    ['2025', '2026'],
    ['A4', 'A5'],
  ] as const) {
    it(`keeps ${one} and ${other} apart`, function () {
      expect(term(one)).not.to.equal(term(other))
    })
  }

  it('gives the same answer the second time', function () {
    expect(term('Kündigungen')).to.equal(term('Kündigungen'))
  })
})
