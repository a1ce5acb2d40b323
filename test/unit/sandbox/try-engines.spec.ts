import { expect } from 'chai'
import type { TextRecognizer } from '../../../src/ports/text-recognizer.ts'
import { tryEngines } from '../../../src/sandbox/try-engines.ts'
import { textPage } from '../domain/recognition/drawn-page.ts'

/** Reads the same words on every page. */
function reading(engine: string, texts: readonly string[]): TextRecognizer {
  return {
    engine,
    availableLanguages: (asked) => asked,
    hasBetterModel: () => false,
    async recognize(_, { layout }) {
      if (layout !== 'page') return []
      return texts.map((text, index) => ({
        text,
        confidence: 0.95,
        block: 1,
        line: index,
        box: { left: 100, top: 120 + index * 40, right: 300, bottom: 150 + index * 40 },
      }))
    },
    detectTurn: async () => 0,
    async [Symbol.asyncDispose]() {
      // Nothing is held.
    },
  }
}

describe('tryEngines', () => {
  it('says of each engine what it lost of the page and how long it took', async () => {
    const page = { page: textPage(), ppi: 100, words: ['Straße', 'Amt'] }
    const trials = await tryEngines(
      [
        { engine: 'tesseract', recognizer: reading('tesseract 5.3.0', ['StraBe', 'Amt']) },
        { engine: 'tesseract.js', recognizer: reading('tesseract.js 7.0.0', ['Straße', 'Amt']) },
      ],
      page,
    )
    expect(trials.map(({ pageMs: _, ...rest }) => rest)).to.deep.equal([
      { engine: 'tesseract', version: 'tesseract 5.3.0', letters: 9, lostLetters: 6 },
      { engine: 'tesseract.js', version: 'tesseract.js 7.0.0', letters: 9, lostLetters: 0 },
    ])
    expect(trials.every(({ pageMs }) => pageMs > 0)).to.equal(true)
  })
})
