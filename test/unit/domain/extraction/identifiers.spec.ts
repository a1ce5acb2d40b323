import { expect } from 'chai'
import { extractBics } from '../../../../src/domain/extraction/bics.ts'
import { extractBirthDates } from '../../../../src/domain/extraction/birth-dates.ts'
import { hasMod1110CheckDigit } from '../../../../src/domain/extraction/check-digits.ts'
import type { FieldResult } from '../../../../src/domain/extraction/evidence.ts'
import type { PageText } from '../../../../src/domain/extraction/reading.ts'
import { extractTaxNumbers } from '../../../../src/domain/extraction/tax-numbers.ts'
import { extractVatIds } from '../../../../src/domain/extraction/vat-ids.ts'
import { extractVehicleRegistrations } from '../../../../src/domain/extraction/vehicle-registrations.ts'
import { readingOfText } from './letter.ts'

const RECEIVED_ON = { year: 2026, month: 6, day: 1 }

const FIELDS = {
  bics: extractBics,
  vatIds: extractVatIds,
  taxNumbers: extractTaxNumbers,
  vehicleRegistrations: extractVehicleRegistrations,
  birthDates: (pages: readonly PageText[]) => extractBirthDates(pages, RECEIVED_ON),
} satisfies Record<string, (pages: readonly PageText[]) => FieldResult>

const CASES: readonly { field: keyof typeof FIELDS; text: string; values: readonly string[] }[] = [
  { field: 'bics', text: 'IBAN DE02 1203 0000 0000 2020 51  BIC: BYLADEM1001', values: ['BYLADEM1001'] },
  { field: 'bics', text: 'SWIFT-Code MALADE51MNZ bei der Sparkasse', values: ['MALADE51MNZ'] },
  { field: 'bics', text: 'BIC/SWIFT: MARKDEF1550', values: ['MARKDEF1550'] },
  { field: 'bics', text: 'WIR BITTEN UM ABHOLUNG DER LADEDECKE', values: [] },
  { field: 'bics', text: 'Die BIC wird nicht mehr benötigt. WOHLDEAL99', values: [] },
  { field: 'vatIds', text: 'USt-IdNr.: DE 136 695 976', values: ['DE136695976'] },
  { field: 'vatIds', text: 'Die Nummer DE136695976 gilt weiter.', values: ['DE136695976'] },
  { field: 'vatIds', text: 'Die Nummer DE136695977 gilt weiter.', values: [] },
  { field: 'vatIds', text: 'UID-Nr. ATU12345678', values: ['ATU12345678'] },
  { field: 'vatIds', text: 'IBAN DE02120300000000202051', values: [] },
  { field: 'taxNumbers', text: 'Steuernummer: 26/123/04567', values: ['26/123/04567'] },
  { field: 'taxNumbers', text: 'St.-Nr. 201/113/40209', values: ['201/113/40209'] },
  { field: 'taxNumbers', text: 'Steuer-ID: 86 095 742 719', values: ['86095742719'] },
  { field: 'taxNumbers', text: 'Steuer-ID: 86 095 742 718', values: [] },
  { field: 'taxNumbers', text: 'Telefon 06131/123/45678', values: [] },
  {
    field: 'vehicleRegistrations',
    text: 'Der Pkw mit dem amtlichen Kennzeichen MZ-AB 123 stand im Halteverbot.',
    values: ['MZ-AB 123'],
  },
  { field: 'vehicleRegistrations', text: 'Kfz-Kennzeichen: B MW 2026E', values: ['B-MW 2026E'] },
  { field: 'vehicleRegistrations', text: 'Mein Zeichen: AB-CD 12', values: [] },
  { field: 'vehicleRegistrations', text: 'Fahrzeughalter: Herr Klein, KIB-X 7', values: ['KIB-X 7'] },
  {
    field: 'birthDates',
    text: 'Herr Jonas Klein, geb. am 03.05.1979, wohnhaft in Mainz',
    values: ['1979-05-03'],
  },
  { field: 'birthDates', text: 'Geburtsdatum: 1. Februar 2001', values: ['2001-02-01'] },
  { field: 'birthDates', text: 'Anna Weiß, * 17.08.1990', values: ['1990-08-17'] },
  { field: 'birthDates', text: 'Mainz, 03.05.2026', values: [] },
  { field: 'birthDates', text: 'geb. am 31.02.1990', values: [] },
  { field: 'birthDates', text: 'geb. am 03.05.2030', values: [] },
]

describe('identifiers of persons, accounts and vehicles', function () {
  for (const { field, text, values } of CASES) {
    it(`gives ${values.length === 0 ? 'no' : values.join(', ')} ${field} for "${text}"`, function () {
      const { proposals, abstained } = FIELDS[field](readingOfText(text))
      expect(proposals.map(({ value }) => value)).to.deep.equal(values)
      if (values.length === 0) expect(abstained).to.be.a('string')
      for (const proposal of proposals) {
        expect(proposal.reasons.length).to.be.greaterThan(0)
        expect(proposal.page).to.equal(1)
      }
    })
  }

  it('end quickly on pages full of look-alikes', function () {
    const page = readingOfText(Array.from({ length: 60 }, () => 'KFZ AB-CD 12 '.repeat(120)).join('\n'))
    for (const extract of Object.values(FIELDS)) expect(extract(page).proposals.length).to.be.below(10)
  })
})

describe('the check digit of tax identifiers', function () {
  const numbers = [
    { digits: '86095742719', right: true },
    { digits: '86095742718', right: false },
    { digits: '136695976', right: true },
    { digits: '136695967', right: false },
  ]
  for (const { digits, right } of numbers) {
    it(`is ${right ? 'right' : 'wrong'} in ${digits}`, function () {
      expect(hasMod1110CheckDigit(digits)).to.equal(right)
    })
  }
})
