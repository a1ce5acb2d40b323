import { expect } from 'chai'
import { readingOf } from '../../../../src/domain/extraction/reading.ts'
import { extractSubject } from '../../../../src/domain/extraction/subject.ts'
import { drawnPage, readingOfText } from './letter.ts'

const subjectOf = (text: string): unknown => extractSubject(readingOfText(text)).proposals[0]?.value

describe('extractSubject', function () {
  for (const [text, subject] of [
    ['Betreff: Antrag auf Wohngeld\n\nSehr geehrte Frau Holm,', 'Antrag auf Wohngeld'],
    [
      'Betr.: Antrag auf Wohngeld für das Jahr\n2026 und danach\nSehr geehrte Damen',
      'Antrag auf Wohngeld für das Jahr 2026 und danach',
    ],
    ['Betreff:           Antrag auf Wohngeld', 'Antrag auf Wohngeld'],
    [
      'Auental, 14.03.2026\n\nAntrag auf Wohngeld\nhier: Nachweise\n\nSehr geehrte Damen und Herren,',
      'Antrag auf Wohngeld hier: Nachweise',
    ],
    ['Laden AG\n\nRechnung Nr. 4711\n\nPosten 1', 'Rechnung Nr. 4711'],
  ] as const) {
    it(`finds ${JSON.stringify(subject)}`, function () {
      expect(subjectOf(text)).to.equal(subject)
    })
  }

  for (const text of [
    'Auental, 14.03.2026\n\nSehr geehrte Damen und Herren,',
    'Telefon 06131 12\nSehr geehrte Damen und Herren,',
    '55999 Auental\nSehr geehrte Damen und Herren,',
    'Sehr geehrte Damen und Herren,\nes geht um nichts',
    'Betreff:',
    'Betreff: X',
    '',
  ]) {
    it(`abstains on ${JSON.stringify(text)}`, function () {
      expect(extractSubject(readingOfText(text)).abstained).to.equal('Keine Betreffzeile gefunden.')
    })
  }

  it('prefers a title in tall letters', function () {
    const pages = readingOf([
      drawnPage([
        { x: 0.1, y: 0.1, text: 'gewöhnlicher Text' },
        { x: 0.1, y: 0.2, text: 'Mahnung', height: 0.02 },
        { x: 0.1, y: 0.3, text: 'Rechnung über Waren' },
        { x: 0.1, y: 0.4, text: 'noch mehr Text' },
      ]),
    ])
    expect(extractSubject(pages).proposals[0]?.value).to.equal('Mahnung')
  })

  it('does not reach across wide white for a subject', function () {
    const pages = readingOf([
      drawnPage([
        { x: 0.1, y: 0.1, text: 'Eine Zeile weit oben' },
        { x: 0.1, y: 0.5, text: 'Sehr geehrte Frau Holm,' },
      ]),
    ])
    expect(extractSubject(pages).proposals).to.deep.equal([])
  })

  it('cuts endless subjects', function () {
    expect(String(subjectOf(`Betreff: ${'Wort '.repeat(200)}`)).length).to.be.at.most(250)
  })
})
