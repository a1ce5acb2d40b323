import { expect } from 'chai'
import { NUMBER_IN_WORDS, countOf, numberInWords } from '../../../../src/domain/extraction/number-words.ts'

describe('numbers in words', function () {
  for (const [words, number] of [
    ['null', 0],
    ['eines', 1],
    ['dreizehn', 13],
    ['fuenfzehn', 15],
    ['dreissig', 30],
    ['dreiundachtzig', 83],
    ['fünfundzwanzig', 25],
    ['funfundzwanzig', 25],
    ['sechsundsechzig', 66],
    ['einhundertundeins', 101],
    ['elfhundert', 1100],
    ['eintausendzweihundertvierunddreißig', 1234],
    ['zweitausendfünfundzwanzig', 2025],
    ['zwei Millionen dreihunderttausend', 2_300_000],
    ['ein halb', 0.5],
    ['dreiviertel', 0.75],
    ['anderthalb', 1.5],
    ['zweieinhalb', 2.5],
    ['eine halbe Million', 500_000],
    ['twenty-five', 25],
    ['one hundred and five', 105],
    ['two and a half million', 2_500_000],
  ] as const) {
    it(`are read whole: ${words} is ${number}`, function () {
      expect(new RegExp(NUMBER_IN_WORDS, 'iu').exec(`für ${words} Leute`)?.[0]).to.equal(words)
      expect(numberInWords(words)).to.equal(number)
    })
  }

  it('name nothing when they do not go together', function () {
    expect(numberInWords('zwanzig zwanzig')).to.equal(undefined)
    expect(numberInWords('zweidrei')).to.equal(undefined)
  })

  it('are not cut out of other words', function () {
    expect(new RegExp(NUMBER_IN_WORDS, 'iu').test('Eintracht, Achtung, vierteilig')).to.equal(false)
  })

  it('count days and weeks as digits do, but no halves', function () {
    expect(countOf('14')).to.equal(14)
    expect(countOf('vierzehn')).to.equal(14)
    expect(countOf('anderthalb')).to.equal(undefined)
    expect(countOf('Wochen')).to.equal(undefined)
  })
})
