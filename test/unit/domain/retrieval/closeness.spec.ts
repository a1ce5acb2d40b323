import { expect } from 'chai'
import { countGrams, createCloseness } from '../../../../src/domain/retrieval/closeness.ts'
import { gramsOf, tellingWords } from '../../../../src/domain/retrieval/grams.ts'

describe('grams', function () {
  it('are pieces of four letters with the edges of the word', function () {
    expect(gramsOf('Häuser')).to.deep.equal(['_hau', 'haus', 'ause', 'user', 'ser_'])
    expect(gramsOf('Müll', { beginning: true })).to.deep.equal(['_mul', 'mull'])
    expect(gramsOf('ab')).to.deep.equal(['_ab_'])
    expect(gramsOf('–')).to.deep.equal([])
  })

  it('are taken of words that tell something, joined over line ends', function () {
    expect(tellingWords('Die Ver-\nwaltung und der Kauf- und Mietvertrag')).to.deep.equal([
      'Verwaltung',
      'Kauf',
      'Mietvertrag',
    ])
  })
})

describe('closeness', function () {
  const texts = [
    'Der Bescheid über die Grundsteuer ist ergangen.',
    'Der Bcscheid über die Grundstcuer ist ergangen.',
    'Die Hunde des Nachbarn bellen in der Nacht.',
  ]
  const closeness = (question: string) =>
    createCloseness(
      tellingWords(question).map((spelling) => ({ spelling, beginning: false })),
      countGrams(texts),
    )

  it('is greatest for the words themselves, less for misread ones, and nothing for others', function () {
    const [exact = 0, misread = 0, other] = texts.map(closeness('Grundsteuerbescheid').ofText)
    expect(exact).to.be.greaterThan(misread)
    expect(misread).to.be.greaterThan(0)
    expect(other).to.equal(0)
  })

  it('is greater where the words stand together', function () {
    const { ofText } = closeness('Hunde Nachbarn')
    const filler = 'Weitere Zeilen enthalten andere Angaben. '.repeat(12)
    expect(ofText(`Hunde Nachbarn ${filler}`)).to.be.greaterThan(ofText(`Hunde ${filler} Nachbarn`))
  })

  it('asks of a line only what stands in it', function () {
    const { ofLine } = closeness('Hunde')
    expect(ofLine('Hunde')).to.equal(ofLine('Hunde, Hunde und noch viele andere Tiere'))
    expect(ofLine('Katzen')).to.equal(0)
  })
})
