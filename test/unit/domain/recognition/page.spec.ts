import { expect } from 'chai'
import { boxAround, lineText, textOf, wordsOf, type Line } from '../../../../src/domain/recognition/page.ts'

const line = (...texts: string[]): Line => ({
  words: texts.map((text) => ({ text, box: [0, 0, 1, 1], confidence: 1 })),
  box: [0, 0, 1, 1],
})
const PAGE = {
  blocks: [
    { lines: [line('Sehr', 'geehrte'), line('Damen')], box: [0, 0, 1, 1] as const },
    { lines: [], box: [0, 0, 0, 0] as const },
    { lines: [line('Gruß')], box: [0, 0, 1, 1] as const },
  ],
}

describe('The text of a page', function () {
  it('has a line a line and an empty line between blocks', function () {
    expect(textOf(PAGE)).to.equal('Sehr geehrte\nDamen\n\nGruß')
    expect(lineText(line('a', 'b'))).to.equal('a b')
  })

  it('lists words in reading order', function () {
    expect(wordsOf(PAGE).map((word) => word.text)).to.deep.equal(['Sehr', 'geehrte', 'Damen', 'Gruß'])
  })
})

describe('boxAround', function () {
  it('is the smallest box around all, and empty around none', function () {
    expect(
      boxAround([
        [0.2, 0.1, 0.3, 0.2],
        [0.1, 0.15, 0.25, 0.4],
      ]),
    ).to.deep.equal([0.1, 0.1, 0.3, 0.4])
    expect(boxAround([])).to.deep.equal([0, 0, 0, 0])
  })
})
