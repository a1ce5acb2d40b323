import { expect } from 'chai'
import { extractEmails, extractPhones } from '../../../../src/domain/extraction/contacts.ts'
import { extractLanguage } from '../../../../src/domain/extraction/language.ts'
import { readingOfText } from './letter.ts'

describe('extractEmails', function () {
  for (const [text, emails] of [
    ['Schreiben Sie an jana.holm+post@werk-gmbh.de.', ['jana.holm+post@werk-gmbh.de']],
    ['info@müller.example, info@müller.example', ['info@müller.example']],
    ['kein@ding und @nirgends.de', []],
  ] as const) {
    it(`finds ${emails.length} in ${JSON.stringify(text)}`, function () {
      expect(extractEmails(readingOfText(text)).proposals.map(({ value }) => value)).to.deep.equal(emails)
    })
  }
})

describe('extractPhones', function () {
  for (const [text, phone] of [
    ['Telefon: 06131 12-3456', '06131 12-3456'],
    ['Tel.: +49 (0) 6131 / 12 34 56', '+49 (0) 6131 / 12 34 56'],
    ['Telefon               06131/123456', '06131/123456'],
    ['unter der Rufnummer 0341 55 87 216.', '0341 55 87 216'],
    ['0049 6131 123456', '0049 6131 123456'],
  ] as const) {
    it(`finds ${phone} in ${JSON.stringify(text)}`, function () {
      expect(extractPhones(readingOfText(text)).proposals.map(({ value }) => value)).to.deep.equal([phone])
    })
  }
  it('tells a fax number', function () {
    expect(extractPhones(readingOfText('Telefax: 06131 123457')).proposals[0]?.details).to.deep.equal({
      kind: 'fax',
    })
  })
  for (const text of [
    'IBAN DE89 3704 0044 0532 0130 00',
    'Konto-Nr. 0123456789',
    'am 01.02.2026 12',
    '0123',
    'Kundennummer 0815 4711 12',
    '0 0 0',
  ]) {
    it(`finds none in ${JSON.stringify(text)}`, function () {
      expect(extractPhones(readingOfText(text)).proposals).to.deep.equal([])
    })
  }
})

describe('extractLanguage', function () {
  for (const [text, language] of [
    ['Sehr geehrte Damen und Herren, ich bitte um die Zusendung der Unterlagen für das Jahr.', 'deu'],
    ['Dear Sir or Madam, please send me the documents for the year that we discussed.', 'eng'],
    ['Madame, Monsieur, je vous prie de trouver la facture pour les travaux dans le bâtiment.', 'fra'],
  ] as const) {
    it(`tells ${language}`, function () {
      expect(extractLanguage(readingOfText(text)).proposals[0]?.value).to.equal(language)
    })
  }
  it('abstains on too little text', function () {
    expect(extractLanguage(readingOfText('4711')).abstained).to.be.a('string')
  })
})
