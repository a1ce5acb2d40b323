import { expect } from 'chai'
import { reason, weightOf } from '../../../../src/domain/extraction/evidence.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { extractProposals } from '../../../../src/domain/extraction/extract.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'

const LETTER = `
Werk GmbH · Torweg 3 · 55116 Mainz

Stadtverwaltung Auental                                Datum:          14.03.2026
Bauamt                                                 Unser Zeichen:  W-77/26
Rathausplatz 1                                         Ihr Zeichen:    60.10-2026/000012
55999 Auental


Rechnung Nr. 4711

Sehr geehrte Damen und Herren,

für unsere Leistungen berechnen wir Ihnen:

Nettobetrag                     100,00 €
Umsatzsteuer 19 %                19,00 €
Gesamtbetrag                    119,00 €

Bitte überweisen Sie den Betrag bis zum 15.04.2026 auf unser Konto
IBAN DE89 3704 0044 0532 0130 00. Rückfragen an post@werk.example
oder Telefon 06131 123456.

Mit freundlichen Grüßen
Werk GmbH
`

describe('extractProposals', function () {
  const context = {
    receivedOn: '2026-03-16',
    knownFileNumberPatterns: ['60.10-2026/000001'],
    ownNames: ['Stadtverwaltung Auental'],
  }
  const letter = extractProposals(textPages(LETTER), context)
  const { fields, abstained } = letter

  for (const [field, value] of [
    ['sender', 'Werk GmbH'],
    ['recipient', 'Stadtverwaltung Auental'],
    ['subject', 'Rechnung Nr. 4711'],
    ['letterDate', '2026-03-14'],
    ['fileNumbers', '60.10-2026/000012'],
    ['deadlines', '2026-04-15'],
    ['ibans', 'DE89370400440532013000'],
    ['emails', 'post@werk.example'],
    ['phones', '06131 123456'],
    ['language', 'deu'],
  ] as const) {
    it(`proposes ${value} as ${field}, with place, weight and reasons`, function () {
      const best = fields[field]?.[0]
      expect(best?.value).to.equal(value)
      expect(best?.weight).to.be.within(0.35, 1)
      expect(best?.reasons).to.not.be.empty
      if (field !== 'language') expect(best?.page).to.equal(1)
    })
  }

  it('proposes the total first and both references of the sender', function () {
    expect(fields.amounts?.[0]?.value).to.deep.equal({ amount: '119.00', currency: 'EUR' })
    expect(fields.foreignReference?.map(({ value }) => value)).to.have.members(['W-77/26', '4711'])
    expect(Object.keys(abstained)).to.have.members([
      'bookingDate',
      'bics',
      'vatIds',
      'taxNumbers',
      'vehicleRegistrations',
      'birthDates',
    ])
  })

  it('is pure: the same letter gives the same proposals', function () {
    expect(extractProposals(textPages(LETTER), context)).to.deep.equal(letter)
  })

  it('abstains on an empty document, field by field, in German', function () {
    const empty = extractProposals([], { receivedOn: '2026-03-16' })
    expect(Object.keys(empty.abstained)).to.have.members(Object.keys(empty.fields))
    expect(Object.values(empty.fields).flat()).to.deep.equal([])
  })

  it('refuses a day of arrival that does not exist', function () {
    expect(() => extractProposals([], { receivedOn: '2026-02-30' })).to.satisfy((call: () => unknown) => {
      try {
        call()
        return false
      } catch (error) {
        return isMailroomError(error, 'validation-failed')
      }
    })
  })

  it('gets through a page of hostile text, and proposes no sender from it', function () {
    const noise =
      'Az.: bis zum 1.1. '.repeat(1500) + '(((' + 'a'.repeat(5000) + ' 0 1 2 3 4 5 6 7 8 9'.repeat(500)
    const { fields: found } = extractProposals(textPages(noise), { receivedOn: '2026-03-16' })
    expect(found.sender).to.deep.equal([])
  })
})

describe('weightOf', function () {
  it('never says certain, however much speaks for a value', function () {
    expect(weightOf([reason('a', 'x', 30)])).to.equal(0.999)
    expect(weightOf([reason('a', 'x', 2), reason('b', 'y', -2)])).to.equal(0.5)
  })
})
