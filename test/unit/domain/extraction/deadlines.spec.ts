import { expect } from 'chai'
import { isoDate } from '../../../../src/domain/calendar/civil-date.ts'
import { deadlineKind } from '../../../../src/domain/extraction/deadline-kind.ts'
import { periodEnd } from '../../../../src/domain/calendar/period.ts'
import { findPeriods } from '../../../../src/domain/extraction/deadline-period.ts'
import { extractDeadlines } from '../../../../src/domain/extraction/deadlines.ts'
import type { Proposal } from '../../../../src/domain/extraction/proposal.ts'
import { readingOfText } from './letter.ts'

/** A Friday, and the Monday after it. */
const LETTER_DATE = { year: 2026, month: 3, day: 13 }
const RECEIVED = { year: 2026, month: 3, day: 16 }

const deadlinesOf = (text: string): readonly Proposal[] =>
  extractDeadlines(readingOfText(text), { receivedOn: RECEIVED, letterDate: LETTER_DATE }).proposals

describe('extractDeadlines', function () {
  for (const [text, value, kind] of [
    ['Bitte antworten Sie bis zum 15.04.2026.', '2026-04-15', 'reply'],
    ['Bitte überweisen Sie den Betrag bis spätestens 15. April 2026.', '2026-04-15', 'payment'],
    ['Die Rechnung ist fällig am 15.04.2026', '2026-04-15', 'payment'],
    ['Zahlbar bis:        15.04.2026', '2026-04-15', 'payment'],
    ['Fälligkeitsdatum\n15.04.2026', '2026-04-15', 'payment'],
    ['Ihre Stellungnahme erwarten wir spätestens am Mittwoch, den 15.04.2026', '2026-04-15', 'reply'],
    ['Verhandlungstermin am 15.04.2026, 9 Uhr', '2026-04-15', 'appointment'],
    ['Reichen Sie die Unterlagen bis zum 5. Mai ein.', '2026-05-05', 'reply'],
    ['Reichen Sie die Unterlagen bis zum 5. Februar ein.', '2027-02-05', 'reply'],
    [
      'Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden.',
      '2026-04-16',
      'appeal',
    ],
    ['Klage kann binnen zwei Wochen nach Zustellung erhoben werden', '2026-03-30', 'appeal'],
    ['zahlbar innerhalb von 14 Tagen', '2026-03-27', 'payment'],
    ['Zahlungsziel: 30 Tage nach Rechnungsdatum', '2026-04-13', 'payment'],
    ['14 Tage nach Rechnungsdatum ohne Abzug', '2026-03-27', 'payment'],
    ['Bitte äußern Sie sich innerhalb von\nzwei Wochen.', '2026-03-30', 'reply'],
    ['Frist von 5 Werktagen ab Erhalt', '2026-03-23', 'other'],
  ] as const) {
    it(`reads ${JSON.stringify(text)} as ${value}, ${kind}`, function () {
      const [best] = deadlinesOf(text)
      expect(best?.value).to.equal(value)
      expect(best?.details?.['kind']).to.equal(kind)
      expect(best?.details?.['text']).to.be.a('string')
    })
  }

  for (const text of [
    'Zeitraum 01.01.2026 bis 31.01.2026',
    'vom 01.04.2026 bis zum 30.04.2026',
    'gültig bis 31.12.2026',
    'am 15.04.2026 geboren',
    'bis zum 31.02.2026',
    'bis zum 29. Februar',
    'zahlbar in 0 Tagen',
    'seit 14 Tagen',
    'vor zwei Wochen',
  ]) {
    it(`sees no deadline in ${JSON.stringify(text)}`, function () {
      expect(deadlinesOf(text)).to.deep.equal([])
    })
  }

  it('moves the end of a period to the next working day and says so', function () {
    const [best] = deadlinesOf('Bitte antworten Sie innerhalb von 19 Tagen nach Erhalt dieses Schreibens.')
    expect(best?.value).to.equal('2026-04-07')
    expect(best?.reasons.map(({ kind }) => kind)).to.include('working-day')
  })

  it('gives the phrase where the start is not in the letter', function () {
    const [best] = deadlinesOf('innerhalb von zwei Jahren nach Abschluss der Arbeiten')
    expect(best?.value).to.equal('innerhalb von zwei Jahren nach Abschluss der Arbeiten')
    expect(best?.reasons.map(({ kind }) => kind)).to.include('unknown-start')
  })

  it('counts from the arrival when the letter has no date', function () {
    const { proposals } = extractDeadlines(readingOfText('zahlbar innerhalb von 14 Tagen'), {
      receivedOn: RECEIVED,
    })
    expect(proposals[0]?.value).to.equal('2026-03-30')
  })

  it('trusts deadlines less that were over before the letter', function () {
    expect(deadlinesOf('Zahlung war fällig am 01.02.2026')[0]?.weight ?? 0).to.be.below(0.7)
    expect(extractDeadlines([], { receivedOn: RECEIVED }).abstained).to.equal('Keine Frist gefunden.')
  })
})

describe('findPeriods', function () {
  it('tells units and events', function () {
    expect(
      findPeriods('binnen drei Monaten ab Zugang; binnen eines Jahres seit Rechtskraft').map(
        ({ unit, from }) => [unit, from],
      ),
    ).to.deep.equal([
      ['month', 'receipt'],
      ['year', 'unknown'],
    ])
  })
  for (const [unit, end] of [
    ['day', '2026-03-18'],
    ['week', '2026-03-30'],
    ['month', '2026-05-16'],
    ['year', '2028-03-16'],
    ['working-day', '2026-03-18'],
  ] as const) {
    it(`ends two of the unit "${unit}" after 16 March 2026 on ${end}`, function () {
      expect(isoDate(periodEnd(RECEIVED, 2, unit))).to.equal(end)
    })
  }
  it('leaves out weekends and holidays when it counts working days', function () {
    expect(isoDate(periodEnd({ year: 2026, month: 4, day: 2 }, 1, 'working-day'))).to.equal('2026-04-07')
  })
})

describe('deadlineKind', function () {
  it('lets the nearest word decide and knows when there is none', function () {
    expect(deadlineKind('Zahlung. Widerspruch ', '')).to.equal('appeal')
    expect(deadlineKind('', ' Rückmeldung, Klage')).to.equal('reply')
    expect(deadlineKind('xyz', 'abc')).to.equal('other')
  })
})
