import { expect } from 'chai'
import {
  accountKinds,
  ibanLength,
  isValidIban,
  repairedIban,
} from '../../../../src/domain/extraction/iban-check.ts'
import { extractIbans, findIbans } from '../../../../src/domain/extraction/ibans.ts'
import { readingOf } from '../../../../src/domain/extraction/reading.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'

/** The example of the German Bundesbank. */
const VALID = 'DE89370400440532013000'

describe('isValidIban', function () {
  for (const iban of [
    VALID,
    'GB29NWBK60161331926819',
    'AT611904300234573201',
    'CH9300762011623852957',
    'FR1420041010050500013M02606',
  ]) {
    it(`accepts ${iban}`, function () {
      expect(isValidIban(iban)).to.equal(true)
    })
  }
  for (const [iban, why] of [
    ['DE88370400440532013000', 'wrong check digits'],
    ['DE8937040044053201300', 'too short'],
    ['DE893704004405320130000', 'too long'],
    ['DEX9370400440532013000', 'letters as check digits'],
    ['DE8937040044053201300O', 'a letter among digits'],
    ['ZZ89370400440532013000', 'no such country'],
    ['__proto__', 'a name of the language'],
    ['', 'nothing'],
  ] as const) {
    it(`refuses ${JSON.stringify(iban)}: ${why}`, function () {
      expect(isValidIban(iban)).to.equal(false)
    })
  }
  it('knows lengths and structures', function () {
    expect(ibanLength('DE')).to.equal(22)
    expect(ibanLength('ZZ')).to.equal(undefined)
    expect(accountKinds('NL')?.join('')).to.equal('aaaannnnnnnnnn')
  })
})

describe('repairedIban', function () {
  it('puts digits for misread letters when the check digits prove it', function () {
    expect(repairedIban('DE89370400440532O13OOO')).to.equal(VALID)
    expect(repairedIban('DEB9370400440532013000')).to.equal(VALID)
    expect(repairedIban('DE8937O4OO44OS32OI3OOO')).to.equal(VALID)
  })
  it('changes no digit and nothing that stays unproven', function () {
    expect(repairedIban('DE89370400440532013001')).to.equal(undefined)
    expect(repairedIban('DE8937040044053201300X')).to.equal(undefined)
    expect(repairedIban(VALID)).to.equal(undefined)
    expect(repairedIban('DE8937')).to.equal(undefined)
  })
})

describe('findIbans', function () {
  const valuesIn = (text: string): string[] => findIbans(text).map(({ iban }) => iban)
  for (const text of [
    'IBAN: DE89 3704 0044 0532 0130 00',
    'auf das Konto DE89370400440532013000, danke',
    'DE89 3704 0044 0532 0130\n00',
    'IBAN DE89 37O4 0044 O532 0130 00',
  ]) {
    it(`finds it in ${JSON.stringify(text)}`, function () {
      expect(valuesIn(text)).to.deep.equal([VALID])
    })
  }
  for (const text of [
    'DE89 3704 0044',
    'DE89 3704 0044 0532 0130 001',
    'DE BUNDESREPUBLIKDEUTSCHLAND',
    'DE11, 2026',
    'AB12 CD34',
    `DE89${' '.repeat(90)}3704`,
  ]) {
    it(`finds none in ${JSON.stringify(text.slice(0, 40))}`, function () {
      expect(valuesIn(text)).to.deep.equal([])
    })
  }
  it('marks one with wrong check digits instead of hiding it', function () {
    expect(findIbans('DE00 0000 0000 0000 0000 00')[0]).to.include({ isValid: false })
  })
})

describe('extractIbans', function () {
  it('proposes valid ones with country, place and reasons', function () {
    const [proposal] = extractIbans(readingOf(textPages('IBAN: DE89 3704 0044 0532 0130 00'))).proposals
    expect(proposal?.value).to.equal(VALID)
    expect(proposal?.page).to.equal(1)
    expect(proposal?.details).to.deep.equal({ country: 'DE', valid: 'true' })
    expect(proposal?.reasons.map(({ kind }) => kind)).to.include.members(['check-digits', 'label'])
  })
  it('says that a repair was made and trusts it less', function () {
    const [proposal] = extractIbans(readingOf(textPages('DE89 37O4 0044 0532 0130 00'))).proposals
    expect(proposal?.details?.['repaired']).to.equal('true')
    expect(proposal?.weight).to.be.below(0.97)
  })
  it('abstains with the reason when check digits are wrong or nothing is there', function () {
    expect(extractIbans(readingOf(textPages('DE00 0000 0000 0000 0000 00'))).abstained).to.match(
      /Prüfziffern/,
    )
    expect(extractIbans(readingOf(textPages('Guten Tag'))).abstained).to.equal('Keine IBAN gefunden.')
  })
})
