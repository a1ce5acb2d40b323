import { expect } from 'chai'
import type { Block, Box } from '../../../../src/domain/recognition/page.ts'
import { matchingWords } from '../../../../src/domain/retrieval/matching-words.ts'

const box: Box = [0, 0, 1, 1]

function pageOf(...lines: string[]): { blocks: Block[] } {
  const block = lines.map((line) => ({
    box,
    words: line.split(' ').map((text) => ({ text, box, confidence: 1 })),
  }))
  return { blocks: [{ box, lines: block }] }
}

describe('matchingWords', function () {
  const page = pageOf('Ihr Zeichen: 33 - 12/2025 vom', '15. März 2025, die Kündi-', 'gung der Häuser,')

  const cases = [
    { query: 'Haus', words: ['Häuser,'] },
    { query: 'kündigung', words: ['Kündi-', 'gung'] },
    { query: '33-12/2025', words: ['33', '-', '12/2025'] },
    { query: '15.3.2025', words: ['15.', 'März', '2025,'] },
    { query: '"die Kündigung"', words: ['die', 'Kündi-', 'gung'] },
    { query: 'zeich*', words: ['Zeichen:'] },
    { query: 'Mahnung', words: [] },
    { query: '', words: [] },
  ]
  for (const { query, words } of cases) {
    it(`marks ${words.join(' ') || 'nothing'} for ${query || 'an empty query'}`, function () {
      expect(matchingWords(page, query).map(({ text }) => text)).to.deep.equal(words)
    })
  }

  it('gives the very words of the page, so that their boxes can be drawn', function () {
    const [word] = matchingWords(page, 'Haus')
    expect(word).to.equal(page.blocks[0]?.lines[2]?.words[2])
  })
})
