import { expect } from 'chai'
import fc from 'fast-check'
import { createAnalyser } from '../../../../src/domain/retrieval/analysis.ts'
import { createMatcher, marksOf } from '../../../../src/domain/retrieval/matching.ts'
import { parseQuery } from '../../../../src/domain/retrieval/query.ts'
import { findInPages } from '../../../../src/domain/retrieval/snippet.ts'

const analyse = createAnalyser()
const matcherOf = (query: string) => createMatcher(parseQuery(query, analyse), analyse)

/** The marked pieces of a text. */
function marked(query: string, text: string): string[] {
  return marksOf(matcherOf(query)(text)).map(([start, end]) => text.slice(start, end))
}

describe('createMatcher', function () {
  const cases = [
    { query: 'Haus', text: 'Das Haus, die Häuser, hausen.', marks: ['Haus', 'Häuser', 'hausen'] },
    { query: 'Grund*', text: 'Grundsteuer auf Grundstücke, Abgrund', marks: ['Grundsteuer', 'Grundstücke'] },
    { query: '"letzte Mahnung"', text: 'Mahnung, letzte Mahnungen, letzte', marks: ['letzte Mahnungen'] },
    { query: '"letzte Mahn*"', text: 'letzte Mahnung', marks: [] },
    { query: '33-12/2025', text: 'Zeichen 33 - 12 / 2025 vom', marks: ['33 - 12 / 2025'] },
    { query: '15.3.2025', text: 'am 15. März 2025 und am 15. April', marks: ['15. März 2025'] },
    { query: 'Verwaltung', text: 'die Ver-\nwaltung', marks: ['Ver-\nwaltung'] },
    {
      query: 'Kfz-Zulassung',
      text: 'Kfz Zulassung Kfzzulassung Kfz',
      marks: ['Kfz Zulassung', 'Kfzzulassung'],
    },
    { query: 'Was macht die Kfz-Zulassung?', text: 'Zulassung eines Kfz', marks: ['Zulassung', 'Kfz'] },
    { query: 'die Frist', text: 'die Frist, die', marks: ['Frist'] },
    { query: 'die der', text: 'die Frist', marks: ['die'] },
    { query: 'absender:Haus', text: 'Haus', marks: [] },
    { query: '-Haus', text: 'Haus', marks: [] },
    { query: '', text: 'Haus', marks: [] },
  ]
  for (const { query, text, marks } of cases) {
    it(`marks ${JSON.stringify(marks)} for ${query || 'nothing'}`, function () {
      expect(marked(query, text)).to.deep.equal(marks)
    })
  }

  it('joins marks that overlap', function () {
    expect(marked('"a b" "b c" b', 'a b c')).to.deep.equal(['a b c'])
  })
})

describe('findInPages', function () {
  const filler = Array.from({ length: 200 }, (_, index) => `Wort${index}`).join(' ')

  it('names the pages, and shows the one with the most of the words first', function () {
    const pages = [
      { number: 1, text: `${filler} Frist ${filler}` },
      { number: 2, text: filler },
      { number: 3, text: `${filler} Frist und Kündigung ${filler}` },
    ]
    const found = findInPages(pages, matcherOf('Kündigung Frist'))
    expect(found.pages).to.deep.equal([1, 3])
    expect(found.snippets.map(({ page }) => page)).to.deep.equal([3, 1])
  })

  it('cuts between words, within two lines, with the mark inside', function () {
    const found = findInPages([{ number: 1, text: `${filler} Frist ${filler}` }], matcherOf('Frist'))
    const [snippet] = found.snippets
    expect(snippet?.text).to.match(/^…Wort\d+ .* Frist .* Wort\d+…$/)
    expect(snippet?.text.length).to.be.within(180, 222)
    expect(snippet?.marks.map(([start, end]) => snippet.text.slice(start, end))).to.deep.equal(['Frist'])
  })

  it('shows line ends as blanks', function () {
    const [snippet] = findInPages([{ number: 1, text: 'eine\r\nFrist\tläuft' }], matcherOf('Frist')).snippets
    expect(snippet).to.deep.equal({ page: 1, text: 'eine  Frist läuft', marks: [[6, 11]] })
  })

  it('shows the beginning when no page has the words', function () {
    const pages = [
      { number: 1, text: ' ' },
      { number: 2, text: filler },
    ]
    const { pages: matched, snippets } = findInPages(pages, matcherOf('Mahnung'))
    expect(matched).to.deep.equal([])
    expect(snippets).to.have.length(1)
    expect(snippets[0]).to.include({ page: 2 })
    expect(snippets[0]?.marks).to.deep.equal([])
  })

  it('has nothing to show of empty pages', function () {
    expect(findInPages([{ number: 1, text: '' }], matcherOf('x'))).to.deep.equal({ pages: [], snippets: [] })
  })

  it('shows at most three pages', function () {
    const pages = Array.from({ length: 9 }, (_, index) => ({ number: index + 1, text: 'Frist' }))
    const found = findInPages(pages, matcherOf('Frist'))
    expect(found.pages).to.have.length(9)
    expect(found.snippets.map(({ page }) => page)).to.deep.equal([1, 2, 3])
  })

  it('keeps a snippet short when blanks without end lie inside a phrase', function () {
    const [snippet] = findInPages(
      [{ number: 1, text: `letzte${' '.repeat(5000)}Mahnung` }],
      matcherOf('"letzte Mahnung"'),
    ).snippets
    expect(snippet?.text.length).to.be.below(700)
  })

  it('keeps marks inside the text and never cuts a character, whatever the page', function () {
    const word = fc.constantFrom(
      'Frist',
      'Fristen ',
      ' ',
      '\n',
      '😀',
      'x'.repeat(50),
      'Kündigung',
      'und ',
      '-',
      '33-12/2025',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 120 }), (parts) => {
        const { snippets } = findInPages(
          [{ number: 1, text: parts.join('') }],
          matcherOf('Frist Kündigung 33-12/2025'),
        )
        for (const { text, marks } of snippets) {
          expect(text).not.to.match(/\p{Cs}/u)
          let before = 0
          for (const [start, end] of marks) {
            expect(before <= start && start < end && end <= text.length).to.equal(true)
            before = end
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
