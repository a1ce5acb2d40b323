import { expect } from 'chai'
import { extractAmounts } from '../../../../src/domain/extraction/amounts.ts'
import { readingOfText } from './letter.ts'

describe('amounts in running text', function () {
  const cases: readonly { text: string; amount: string; role: string }[] = [
    {
      text: 'Bitte überweisen Sie den Rechnungsbetrag in Höhe von 238,00 EUR.',
      amount: '238.00',
      role: 'total',
    },
    { text: 'Gegen Sie wird eine Geldbuße von 55,00 € festgesetzt.', amount: '55.00', role: 'total' },
    { text: 'Die Gebühr beträgt 30,70 EUR.', amount: '30.70', role: 'total' },
    {
      text: 'Darin sind 38,00 EUR Mehrwertsteuer enthalten; die Umsatzsteuer von 38,00 EUR ist ausgewiesen.',
      amount: '38.00',
      role: 'tax',
    },
    {
      text: 'Sie können den Betrag in monatlichen Raten von 50,00 EUR zahlen.',
      amount: '50.00',
      role: 'instalment',
    },
    { text: 'Der Abschlag beträgt 412,00 EUR und ist zum 1. fällig.', amount: '412.00', role: 'instalment' },
    { text: 'Netto sind das 200,00 EUR.', amount: '200.00', role: 'net' },
    { text: 'Mein monatliches Einkommen beträgt 1.843,22 EUR.', amount: '1843.22', role: 'other' },
    {
      text: 'Nach Ihrer Zustimmung beträgt die ortsübliche Vergleichsmiete 9,42 EUR je Quadratmeter.',
      amount: '9.42',
      role: 'other',
    },
    { text: 'Auf dem Konto war ein Guthaben von 700,00 EUR.', amount: '700.00', role: 'other' },
  ]
  for (const { text, amount, role } of cases) {
    it(`are told as ${role}: "${text}"`, function () {
      const { proposals } = extractAmounts(readingOfText(text))
      expect(proposals[0]?.value).to.deep.equal({ amount, currency: 'EUR' })
      expect(proposals[0]?.details?.['role']).to.equal(role)
    })
  }
})
