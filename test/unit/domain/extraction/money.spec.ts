import { expect } from 'chai'
import { extractAmounts } from '../../../../src/domain/extraction/amounts.ts'
import { roleIn } from '../../../../src/domain/extraction/amount-role.ts'
import { centsOf, findMoney } from '../../../../src/domain/extraction/money.ts'
import { readingOf } from '../../../../src/domain/extraction/reading.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'

describe('roles of sums', function () {
  it('takes what is booked for the total, whatever its sign and the sums before it', function () {
    const page = readingOf(
      textPages(
        'Kurswert: -2.893,50 EUR\nRückzahlungsbetrag 4.000,00 EUR\nZu Lasten IBAN Valuta 26.06.2025 -2.900,00 EUR\nKontostand 5.000,00 EUR',
      ),
    )
    const { proposals } = extractAmounts(page)
    expect(proposals[0]).to.deep.include({
      value: { amount: '2900.00', currency: 'EUR' },
      details: { role: 'total' },
    })
    expect(proposals.at(-1)).to.deep.include({ value: { amount: '5000.00', currency: 'EUR' } })
  })

  it('takes no rate and no unit price for a total', function () {
    const page = readingOf(textPages('Kurs gesamt EUR 1,2345\nBetrag zu Ihren Gunsten EUR 326,00'))
    const { proposals } = extractAmounts(page)
    expect(proposals[0]).to.deep.include({ value: { amount: '326.00', currency: 'EUR' } })
    expect(proposals[0]?.details).to.deep.equal({ role: 'total' })
    expect(proposals[1]?.details).to.deep.equal({ role: 'other' })
  })
})

describe('findMoney', function () {
  for (const [text, amount, currency] of [
    ['1.234,56 €', '1234.56', 'EUR'],
    ['EUR 1.234,56', '1234.56', 'EUR'],
    ['1 234,56 Euro', '1234.56', 'EUR'],
    ['350 australische Dollar', '350.00', 'AUD'],
    ['125 million Australian dollars', '125000000.00', 'AUD'],
    ['1.200,50 Dänische Kronen', '1200.50', 'DKK'],
    ['40 Swiss francs', '40.00', 'CHF'],
    ['12 Dollar', '12.00', 'USD'],
    ["CHF 1'234.50", '1234.50', 'CHF'],
    ['$1,234.56', '1234.56', 'USD'],
    ['12,- €', '12.00', 'EUR'],
    ['12,5 €', '12.50', 'EUR'],
    ['0,07 €', '0.07', 'EUR'],
    ['007 €', '7.00', 'EUR'],
    ['1.000 €', '1000.00', 'EUR'],
    ['-8,79 EUR', '-8.79', 'EUR'],
    ['32,09- EUR', '-32.09', 'EUR'],
    ['181,25+ EUR', '181.25', 'EUR'],
    ['1,5 Mio. Euro', '1500000.00', 'EUR'],
    ['3 Milliarden Euro', '3000000000.00', 'EUR'],
    ['20 Tsd. EUR', '20000.00', 'EUR'],
    ['2 Billionen Euro', '2000000000000.00', 'EUR'],
    ['0,1234 €', '0.1234', 'EUR'],
    ['14,00 - EUR', '-14.00', 'EUR'],
    ['250 TEUR', '250000.00', 'EUR'],
    ['EUR 3,5 Mio.', '3500000.00', 'EUR'],
    ['1,234 Mio. Euro', '1234000.00', 'EUR'],
    ['75 USD million', '75000000.00', 'USD'],
    ['500 USD,100 mal', '500.00', 'USD'],
    ['Euro 1.234', '1234.00', 'EUR'],
    ['EUR 5,-', '5.00', 'EUR'],
    ['12 Euro 50', '12.50', 'EUR'],
    ['12 Euro und 50 Cent', '12.50', 'EUR'],
    ['50 Cent', '0.50', 'EUR'],
    ['einen Euro', '1.00', 'EUR'],
    ['zwölf Euro fünfzig', '12.50', 'EUR'],
    ['zwoelf Euro und fünfzig Cent', '12.50', 'EUR'],
    ['dreihundertfünfzig Euro', '350.00', 'EUR'],
    ['zweieinhalb Millionen Euro', '2500000.00', 'EUR'],
    ['eine halbe Million Dollar', '500000.00', 'USD'],
    ['sechs Euro zwanzig Kinder', '6.00', 'EUR'],
    ['1234567 EUR 3,47', '3.47', 'EUR'],
    ['STK 220,000 EUR 11,7160', '11.7160', 'EUR'],
    ['EUR/USD 1,0797 EUR 11,06', '11.06', 'EUR'],
    ['IBAN DE90 1234 5678 90 450,84 EUR', '450.84', 'EUR'],
  ] as const) {
    it(`reads ${JSON.stringify(text)} as ${amount} ${currency}`, function () {
      expect(findMoney(text).map(({ money }) => money)).to.deep.equal([{ amount, currency }])
    })
  }

  for (const text of [
    'Konto 1234567 EUR',
    'Kto. 54321 EUR',
    'Konto-Nr.: 1234567 EUR',
    'zu Gunsten EUR 1234567890',
    '0123456 EUR',
    'Depotnummer 700123 EUR',
  ]) {
    it(`reads no sum in ${JSON.stringify(text)}`, function () {
      expect(findMoney(text)).to.deep.equal([])
    })
  }
  for (const text of [
    'Kaufpreis 1234567 EUR',
    '1.234.567 EUR auf das Konto',
    'EUR 12345678,50',
    '85000 Euro',
  ]) {
    it(`reads the sum in ${JSON.stringify(text)}`, function () {
      expect(findMoney(text)).to.have.length(1)
    })
  }

  it('gives each sum the currency in front of it', function () {
    expect(
      findMoney('EUR 45,00 EUR 90,00').map(({ money, hasCurrency }) => [money.amount, hasCurrency]),
    ).to.deep.equal([
      ['45.00', true],
      ['90.00', true],
    ])
  })

  it('reads no sum in a rate of exchange', function () {
    expect(findMoney('0,990800 USD / EUR')).to.deep.equal([])
  })

  it('keeps numbers with two decimals as possible sums, without a currency', function () {
    expect(findMoney('Summe 12,50')[0]).to.deep.include({
      hasCurrency: false,
      money: { amount: '12.50', currency: 'EUR' },
    })
  })

  for (const text of ['Seite 12', '19,00 %', '12.05.2026', 'Tel. 06131/12', '§ 12', 'A4', '12:30 Uhr']) {
    it(`finds no sum in ${JSON.stringify(text)}`, function () {
      expect(findMoney(text)).to.deep.equal([])
    })
  }

  it('counts cents exactly or not at all', function () {
    expect(centsOf({ amount: '-12.30', currency: 'EUR' })).to.equal(-1230)
    expect(centsOf({ amount: '12.3000', currency: 'EUR' })).to.equal(1230)
    expect(centsOf({ amount: '12.345', currency: 'EUR' })).to.equal(undefined)
  })

  it('gets through hostile text, which has no money in it', function () {
    expect(findMoney('1.'.repeat(50_000) + ' 1 000'.repeat(20_000) + '1'.repeat(50_000))).to.deep.equal([])
  })
})

describe('roleIn', function () {
  for (const [label, role] of [
    ['Gesamtbetrag', 'total'],
    ['zu zahlender Betrag', 'total'],
    ['Summe netto', 'net'],
    ['Gesamtbetrag netto', 'net'],
    ['Rechnungssumme Netto (excl. USt.)', 'net'],
    ['Rechnungssumme Brutto (inkl. USt.)', 'total'],
    ['Gesamtbetrag inkl. 19 % MwSt.', 'total'],
    ['inkl. 19 % MwSt', 'tax'],
    ['Nettopreis inkl. MwSt', 'total'],
    ['zzgl. 19 % USt.', 'tax'],
    ['Umsatzsteuer 19 %', 'tax'],
    ['Zwischensumme', 'net'],
    ['monatliche Rate', 'instalment'],
    ['Nettokaltmiete', 'other'],
    ['monatliches Einkommen', 'other'],
  ] as const) {
    it(`takes ${JSON.stringify(label)} for ${role}`, function () {
      expect(roleIn(label)?.role).to.equal(role)
    })
  }
  for (const label of ['USt-IdNr.', 'Kundennummer', 'Zustimmung', '']) {
    it(`hears no role in ${JSON.stringify(label)}`, function () {
      expect(roleIn(label)).to.equal(undefined)
    })
  }
})

describe('extractAmounts', function () {
  const amountsOf = (text: string): string[] =>
    extractAmounts(readingOf(textPages(text))).proposals.map(
      ({ value, details }) =>
        `${details?.['role'] ?? ''} ${typeof value === 'string' ? value : value.amount}`,
    )

  it('tells net, tax and total, and puts the total first', function () {
    const text = [
      'Nettobetrag            100,00 €',
      'USt 19 %                19,00 €',
      'Gesamtbetrag           119,00 €',
    ].join('\n')
    expect(amountsOf(text)).to.deep.equal(['total 119.00', 'net 100.00', 'tax 19.00'])
  })

  it('reads roles from headings over columns of figures and prefers the sum that holds for the whole', function () {
    const text = [
      'Nettobetrag        MwSt-Betrag        Endbetrag',
      '     50,00               9,50             59,50',
      '     10,00               0,70             10,70',
      '     60,00              10,20             70,20',
    ].join('\n')
    expect(amountsOf(text).slice(0, 3)).to.have.members(['total 70.20', 'net 60.00', 'tax 10.20'])
  })

  it('sees what a percentage is taken of as no tax', function () {
    expect(amountsOf('Kapitalertragsteuer 25 % auf 100,00 EUR           25,00 EUR')).to.include(
      'other 100.00',
    )
  })

  it('marks instalments, negative sums and sums without a label', function () {
    expect(amountsOf('Abschlagszahlung 50,00 €')).to.deep.equal(['instalment 50.00'])
    expect(amountsOf('Gutschrift -5,00 €')).to.deep.equal(['other -5.00'])
  })

  it('leaves bare numbers without a label alone', function () {
    expect(amountsOf('Menge 12,50 Stück')).to.deep.equal([])
    expect(extractAmounts([]).abstained).to.equal('Kein Betrag gefunden.')
  })

  it('counts nothing for sums too fine for cents', function () {
    expect(amountsOf('Gesamtbetrag 0,1234 €')).to.deep.equal(['other 0.1234'])
  })
})
