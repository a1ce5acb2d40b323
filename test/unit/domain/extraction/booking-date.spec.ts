import { expect } from 'chai'
import { extractBookingDate } from '../../../../src/domain/extraction/booking-date.ts'
import { readingOf } from '../../../../src/domain/extraction/reading.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'

const RECEIVED_ON = { year: 2026, month: 3, day: 2 }

const bookingDateIn = (
  text: string,
): { readonly value: unknown; readonly kind: string | undefined } | undefined => {
  const proposal = extractBookingDate(readingOf(textPages(text)), RECEIVED_ON).proposals[0]
  return proposal === undefined ? undefined : { value: proposal.value, kind: proposal.details?.['kind'] }
}

describe('extractBookingDate', function () {
  for (const [text, value, kind] of [
    [
      'Mainz, 22.09.2025\nAbrechnung Kauf\nSchlusstag/-Zeit 21.09.2025 09:04\nValuta 24.09.2025',
      '2025-09-21',
      'trade',
    ],
    ['Schlusstag / Handelszeit 02.01.2026 / 13:01', '2026-01-02', 'trade'],
    ['Dividendengutschrift\nSchlusstag 01.09.2025\nValuta 21.09.2025', '2025-09-21', 'value'],
    ['Gutschrift auf Ihrem Konto mit Wertstellung zum 24. Juni 2025', '2025-06-24', 'value'],
    ['Nominal Ex-Tag Zahltag Betrag\nSTK 100 14.04.2025 16.05.2025 USD 0,66', '2025-05-16', 'payment'],
    ['Buchungstag: 03.02.2026', '2026-02-03', 'booking'],
    ['Buchungstag: 03.02.26', '2026-02-03', 'booking'],
    ['Buchungstag: 03.02.85', '1985-02-03', 'booking'],
  ] as const) {
    it(`finds ${value} in ${JSON.stringify(text)}`, function () {
      expect(bookingDateIn(text)).to.deep.equal({ value, kind })
    })
  }

  for (const text of [
    'Mainz, den 22.09.2025',
    'Rechnungsdatum 22.09.2025',
    'Ex-Tag 22.09.2025',
    'Kurswert 22.09.2025',
  ]) {
    it(`finds none in ${JSON.stringify(text)}`, function () {
      expect(bookingDateIn(text)).to.equal(undefined)
    })
  }

  it('says why', function () {
    const { proposals } = extractBookingDate(readingOf(textPages('Wertstellung 24.06.2025')), RECEIVED_ON)
    expect(proposals[0]?.reasons[0]?.text).to.equal('Davor oder darüber steht „Wertstellung“.')
    expect(extractBookingDate([], RECEIVED_ON).abstained).to.equal(
      'Kein Buchungs- oder Wertstellungstag gefunden.',
    )
  })
})
