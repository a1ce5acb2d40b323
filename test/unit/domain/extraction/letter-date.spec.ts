import { expect } from 'chai'
import { extractLetterDate } from '../../../../src/domain/extraction/letter-date.ts'
import { readingOfText } from './letter.ts'

const RECEIVED = { year: 2026, month: 3, day: 20 }
const dateOf = (text: string): unknown => extractLetterDate(readingOfText(text), RECEIVED).proposals[0]?.value
const kindsOf = (text: string): string[] =>
  extractLetterDate(readingOfText(text), RECEIVED).proposals[0]?.reasons.map(({ kind }) => kind) ?? []

describe('extractLetterDate', function () {
  const birth = '\n\nfür das Kind, geb. 23.07.2011, und seit dem 01.01.2026'
  for (const [text, date] of [
    [`Auental, den 14. März 2026${birth}`, '2026-03-14'],
    [`Auental, 14.03.2026${birth}`, '2026-03-14'],
    [`Datum: 14.03.2026${birth}`, '2026-03-14'],
    [`Datum           14.03.2026${birth}`, '2026-03-14'],
    [`Ihr Zeichen       Datum\nAB                14.03.2026${birth}`, '2026-03-14'],
    [`Rechnungs-Datum : 14.03.2026   Liefer-Datum : 12.03.2026`, '2026-03-14'],
    [`Lieferdatum: 10.03.2026\nRechnungsdatum: 14.03.2026`, '2026-03-14'],
    [`Rechnung Nr. 4711 vom 14.03.2026\nBestellung vom 01.03.2026`, '2026-03-14'],
    [`                                             14.03.2026${birth}`, '2026-03-14'],
    [`Kassenbon\nBrot 3,50\n14.03.2026 12:31`, '2026-03-14'],
  ] as const) {
    it(`takes ${date} from ${JSON.stringify(text.slice(0, 60))}`, function () {
      expect(dateOf(text)).to.equal(date)
    })
  }

  for (const text of [
    'geboren am 14.03.1990 in Auental',
    'Zeitraum 01.02.2026 - 28.02.2026',
    'mit Ihrem Schreiben vom 01.03.2026 baten Sie',
    'Termin am 14.05.2026 um 9 Uhr',
    'Fällig am\n30.04.2026 und 15.05.2026',
    'Kein Datum',
  ]) {
    it(`abstains on ${JSON.stringify(text)}`, function () {
      const result = extractLetterDate(readingOfText(text), RECEIVED)
      expect(result.proposals).to.deep.equal([])
      expect(result.abstained).to.be.a('string')
    })
  }

  it('doubts dates after the arrival and dates of long ago', function () {
    expect(kindsOf('Datum: 14.03.2012')).to.include('old')
    expect(dateOf('Datum: 14.03.2012')).to.equal('2012-03-14')
    const future = extractLetterDate(readingOfText('Datum: 14.04.2026\nDatum: 14.03.2026'), RECEIVED)
    expect(future.proposals.map(({ value }) => value)).to.deep.equal(['2026-03-14'])
  })

  it('prefers the first page to the second', function () {
    expect(dateOf('Datum: 14.03.2026\fDatum: 10.03.2026')).to.equal('2026-03-14')
  })

  it('finds the date in the lower part when nothing stands above', function () {
    expect(kindsOf(`${'\n'.repeat(50)}Datum: 14.03.2026`)).to.include('lower-part')
  })
})
