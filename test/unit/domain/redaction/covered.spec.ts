import { expect } from 'chai'
import { wordsOf, type Box, type RecognizedPage } from '../../../../src/domain/recognition/page.ts'
import { burntPlaces, coveredWords, withoutCovered } from '../../../../src/domain/redaction/covered.ts'
import { aPage } from '../../usecases/support/letters.ts'

/** Four words side by side, each a twentieth of the page wide. */
const PAGE: RecognizedPage = {
  ...aPage('Herr Max Müller wohnt'),
  barcodes: [{ format: 'QRCode', text: 'Max Müller', box: [0.8, 0.8, 0.9, 0.9] }],
  unreadCodes: [[0.1, 0.9, 0.2, 0.95]],
}
const textsOf = (page: RecognizedPage): string[] => wordsOf(page).map(({ text }) => text)

describe('burntPlaces', function () {
  it('burns what was marked and the rest of each word that is marked for the most part', function () {
    const mark: Box = [0.055, 0.1, 0.095, 0.12]
    const [own, word, ...more] = burntPlaces(PAGE, [mark])
    expect(own).to.equal(mark)
    expect(more).to.deep.equal([])
    expect(word?.[0]).to.be.below(0.05)
    expect(word?.[2]).to.be.above(0.1)
    expect(word?.[1]).to.be.below(0.1)
    expect(word?.[3]).to.be.above(0.12)
  })

  it('leaves the picture of a word alone that is touched by a hair', function () {
    expect(burntPlaces(PAGE, [[0.0499, 0.1, 0.09, 0.12]])).to.have.length(2)
  })

  it('stays on the page', function () {
    const edge = aPage('Rand')
    const first = edge.blocks[0]?.lines[0]
    const words = [{ text: 'Rand', box: [0, 0, 1, 1] as const, confidence: 1 }]
    const full = {
      ...edge,
      blocks: [{ box: [0, 0, 1, 1] as const, lines: first ? [{ ...first, words }] : [] }],
    }
    expect(burntPlaces(full, [[0, 0, 1, 1]])[1]).to.deep.equal([0, 0, 1, 1])
  })

  it('burns nothing where nothing is marked', function () {
    expect(burntPlaces(PAGE, [])).to.deep.equal([])
  })
})

describe('withoutCovered', function () {
  it('leaves no word that is touched, and no codes', function () {
    const burnt: Box[] = [[0.0999, 0.1, 0.15, 0.12]]
    const kept = withoutCovered(PAGE, burnt)
    expect(textsOf(kept)).to.deep.equal(['Herr', 'wohnt'])
    expect(coveredWords(PAGE, burnt).map(({ text }) => text)).to.deep.equal(['Max', 'Müller'])
    expect(kept).not.to.have.any.keys('barcodes', 'unreadCodes')
    expect(kept.blocks[0]?.box).to.deep.equal([0, 0.1, 0.2, 0.12])
  })

  it('has no lines and blocks without words', function () {
    expect(withoutCovered(PAGE, [[0, 0, 1, 1]]).blocks).to.deep.equal([])
  })

  it('takes codes from a page without marks, too: they may say what is hidden elsewhere', function () {
    const kept = withoutCovered(PAGE, [])
    expect(textsOf(kept)).to.have.length(4)
    expect(kept).not.to.have.any.keys('barcodes', 'unreadCodes')
  })
})
