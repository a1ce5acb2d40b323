import { expect } from 'chai'
import { wrapText } from '../../../../src/adapters/pdf-lib/wrap-text.ts'

/** Every letter is one wide, and an i none. */
const measure = (text: string): number => text.replaceAll('i', '').length

describe('wrapText', function () {
  const cases = [
    { name: 'nothing', text: '', lines: [''] },
    { name: 'words that fit', text: 'ab cd', lines: ['ab cd'] },
    { name: 'words that do not', text: 'abcd ef gh', lines: ['abcd', 'ef gh'] },
    { name: 'a word that is too long', text: 'abcdefghijklm', lines: ['abcde', 'fghijk', 'lm'] },
    { name: 'pieces of many widths', text: 'iiiiiiiiiiabcdefgh', lines: ['iiiiiiiiiiabcde', 'fgh'] },
  ]
  for (const { name, text, lines } of cases) {
    it(`lays out ${name}`, function () {
      expect(wrapText(text, 5, measure)).to.deep.equal(lines)
    })
  }

  it('measures a long word by its lines, not by its letters', function () {
    let measured = 0
    const lines = wrapText('x'.repeat(100_000), 100, (text) => {
      measured += 1
      return text.length
    })
    expect(lines).to.have.length(1_000)
    expect(measured).to.be.below(4_000)
  })
})
