import { expect } from 'chai'
import { packFeatures, unpackFeatures } from '../../../../src/domain/classification/feature-codec.ts'
import { featureHash } from '../../../../src/domain/classification/feature-hash.ts'
import { featuresOf } from '../../../../src/domain/classification/features.ts'
import { foldLetters, stem, tokensOf } from '../../../../src/domain/classification/german-words.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'
import { featuresOfText } from './documents.ts'

const normals = (text: string): string[] => tokensOf(text, 100).map(({ normal }) => normal)

describe('tokensOf', function () {
  it('joins words parted at the end of a line and folds umlauts and endings', function () {
    expect(normals('Rech-\nnungen für Bürger')).to.deep.equal(['rechnung', 'fur', 'burg'])
  })
  it('keeps the shape of numbers and not their value', function () {
    expect(normals('am 12.03.2026 um 119,00 in 2026 § 12 Nr. 123456')).to.deep.equal([
      'am',
      '#datum',
      'um',
      '#betrag',
      'in',
      '#jahr',
      '12',
      'nr',
      '#6',
    ])
  })
  it('stops at its limit', function () {
    expect(tokensOf('a b c d', 2)).to.have.length(2)
  })
})

describe('stem', function () {
  for (const [word, root] of [
    ['bescheides', 'bescheid'],
    ['bescheiden', 'bescheid'],
    ['kindern', 'kind'],
    ['amt', 'amt'],
    ['esel', 'esel'],
  ] as const) {
    it(`takes ${word} to ${root}`, function () {
      expect(stem(word)).to.equal(root)
    })
  }
  it('folds what OCR drops', function () {
    expect(foldLetters('Größe')).to.equal('grosse')
  })
})

describe('packFeatures', function () {
  const features = [
    { hash: 0, group: 'word', count: 1 },
    { hash: 0xffffff, group: 'layout', count: 15 },
    { hash: 1234567, group: 'letters', count: 7 },
  ] as const

  it('comes back as it was, in five letters a feature', function () {
    const packed = packFeatures(features)
    expect(packed).to.have.length(15)
    expect(unpackFeatures(packed)).to.deep.equal(features)
  })

  for (const [packed, why] of [
    ['abcd', 'a letter is missing'],
    ['AAAA!', 'a foreign letter'],
    ['AAAAA', 'a count of zero'],
    ['AAAA_', 'a family that does not exist'],
    ['AAAAB'.repeat(9000), 'more features than a document has'],
  ] as const) {
    it(`refuses a journal line where ${why}`, function () {
      try {
        unpackFeatures(packed)
        expect.fail('accepted')
      } catch (error) {
        expect(isMailroomError(error, 'integrity-failure')).to.equal(true)
      }
    })
  }

  it('hashes to 24 bits, the same every time', function () {
    expect(featureHash('word:rechnung')).to.equal(featureHash('word:rechnung'))
    expect(featureHash('word:rechnung')).to.be.within(0, 0xffffff)
    expect(featureHash('a')).to.not.equal(featureHash('b'))
  })
})

describe('featuresOf', function () {
  it('names words and what surrounds them', function () {
    const { names } = featuresOf({
      pages: textPages('Rechnung über 12,00 € auf DE89 3704 0044 0532 0130 00 ____________'),
      sender: 'Werk GmbH',
      subject: 'Rechnung 4711',
      channel: 'email',
      fileNumbers: ['60.10-2026/1', 'ohne'],
    })
    expect([...names.values()]).to.include.members([
      '„Rechnung“',
      'ein Betrag',
      'eine IBAN auf der Seite',
      'ein Geldbetrag auf der Seite',
      'ein Vordruck mit Feldern',
      'der Eingangsweg',
      '„Rechnung“ im Betreff',
      '„Werk“ im Absender',
      'der Absender Werk GmbH',
      'das Aktenzeichen 60.10-2026/1',
    ])
  })

  it('names no words of the grammar and no single letters', function () {
    const { names, packed } = featuresOf({
      pages: textPages('Der Antrag wurde nicht am 05.05.2026 gestellt, und D.'),
    })
    const words = [...names.values()].filter((name) => name.startsWith('„'))
    expect(new Set(words)).to.deep.equal(new Set(['„Antrag“', '„gestellt“']))
    expect(unpackFeatures(packed).length).to.be.greaterThan(names.size)
  })

  it('is bounded however long the text', function () {
    const words = Array.from(
      { length: 5000 },
      (_, index) => `Wort${String.fromCharCode(97 + (index % 26))}${index.toString(36)}x`,
    )
    expect(featuresOfText(words.join(' ')).packed.length).to.be.at.most(5 * (800 + 1600 + 120))
  })

  it('caps how often a word counts', function () {
    const counts = unpackFeatures(featuresOfText('Amt '.repeat(100)).packed).map(({ count }) => count)
    expect(Math.max(...counts)).to.equal(15)
  })

  it('tells pages and columns in classes', function () {
    const table = (rows: number): string => 'links            rechts\n'.repeat(rows)
    const hashes = [1, 8, 20].map((rows) => featuresOf({ pages: textPages(table(rows)) }).packed)
    expect(new Set(hashes).size).to.equal(3)
    const pages = [1, 3, 9].map(
      (count) =>
        featuresOf({
          pages: Array.from({ length: count }, () => textPages('a')[0]).flatMap((page) => page ?? []),
        }).packed,
    )
    expect(new Set(pages).size).to.equal(3)
    expect(featuresOf({ pages: [] }).names.size).to.be.greaterThan(0)
  })
})
