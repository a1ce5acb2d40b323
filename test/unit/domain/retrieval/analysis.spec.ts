import { expect } from 'chai'
import fc from 'fast-check'
import { createAnalyser } from '../../../../src/domain/retrieval/analysis.ts'

const analyse = createAnalyser()
const words = (text: string) => analyse(text).words.map(({ term }) => term)
const joined = (text: string) => analyse(text).joined.map(({ term }) => term)

describe('createAnalyser', function () {
  it('gives a term for each word, with its place', function () {
    const text = 'Die Häuser,  groß'
    const { words: terms } = analyse(text)
    expect(terms.map(({ term }) => term)).to.deep.equal(['die', 'haus', 'gross'])
    expect(terms.map(({ start, end }) => text.slice(start, end))).to.deep.equal(['Die', 'Häuser', 'groß'])
  })

  const lineEnds = [
    { name: 'joins a word that a line end divides', text: 'die Ver-\nwaltung', terms: ['die', 'verwalt'] },
    { name: 'joins over blanks and a carriage return', text: 'Ver- \r\n  waltung', terms: ['verwalt'] },
    {
      name: 'joins a word over two line ends',
      text: 'Grund-\nsteuer-\nbescheid',
      terms: ['grundsteuerbescheid'],
    },
    { name: 'joins at a soft hyphen', text: 'Ver\u00ADwal\u00AD\ntung', terms: ['verwalt'] },
    {
      name: 'keeps the missing part of a compound apart',
      text: 'Kauf-\nund Mietrecht',
      terms: ['kauf', 'und', 'mietrecht'],
    },
    { name: 'keeps a capital letter apart', text: 'Rhein-\nMain', terms: ['rhein', 'main'] },
    { name: 'keeps words at an empty line apart', text: 'Ver-\n\nwaltung', terms: ['ver', 'waltung'] },
    { name: 'keeps numbers apart', text: '33-\n12', terms: ['33', '12'] },
  ]
  for (const { name, text, terms } of lineEnds) {
    it(name, function () {
      expect(words(text)).to.deep.equal(terms)
    })
  }

  it('covers both halves of a divided word', function () {
    expect(analyse('x Ver-\nwaltung').words[1]).to.include({ start: 2, end: 14 })
  })

  const spellings = [
    {
      name: 'a file number',
      same: ['33-12/2025-0042', '33 - 12 / 2025 - 0042', '33.12/2025.0042', '33–12/2025–0042'],
    },
    { name: 'an amount', same: ['1.234,56', '1234,56', '123456'] },
    {
      name: 'an account number',
      same: ['DE02 1203 0000 0000 2020 51', 'DE02120300000000202051', 'de02\u00A01203 0000 0000 2020 51'],
    },
    { name: 'a telephone number', same: ['06131 12 34 56', '06131/123456', '06131123456'] },
    { name: 'a hyphenated word', same: ['Kfz-Zulassung', 'Kfzzulassung', 'KFZ-ZULASSUNGEN'] },
    {
      name: 'a date',
      same: [
        '15.03.2025',
        '15.3.2025',
        '15. März 2025',
        '15 März 2025',
        '15. Mrz. 2025',
        '2025-03-15',
        '15.3.25',
      ],
    },
  ]
  for (const { name, same } of spellings) {
    it(`gives ${name} one term in all its spellings`, function () {
      const sets = same.map((text) => new Set([...joined(text), ...words(text)]))
      const common = [...(sets[0] ?? [])].filter((term) => sets.every((set) => set.has(term)))
      expect(common, JSON.stringify(sets.map((set) => [...set]))).not.to.deep.equal([])
    })
  }

  it('keeps the parts of a number findable', function () {
    expect(words('33-12/2025-0042')).to.deep.equal(['33', '12', '2025', '0042'])
  })

  for (const text of ['32.1.2025', '1.13.2025', '1.2.3', '15. Haus 2025', '1.2', '0.0.2025']) {
    it(`takes ${text} for no date`, function () {
      expect(joined(text).filter((term) => /^d\d{8}$/.test(term))).to.deep.equal([])
    })
  }

  it('joins neither words around a dash nor a line of dots', function () {
    expect(joined('Mainz - Bonn')).to.deep.equal([])
    expect(joined('71.72.73.74.75.76.77.78.79.80.81.82')).to.deep.equal([])
  })

  it('survives any text, with places inside it and terms of letters and digits', function () {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { words: terms, joined: more } = analyse(text)
        for (const { term, start, end } of [...terms, ...more]) {
          expect(term).to.match(/^[\p{L}\p{N}]{1,64}$/u)
          expect(start >= 0 && start < end && end <= text.length).to.equal(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  const floods = [
    { name: 'one endless word', text: 'a'.repeat(500_000) },
    { name: 'nothing but hyphens', text: '-\n'.repeat(250_000) },
    { name: 'an endless number', text: '1-'.repeat(250_000) },
    { name: 'combining marks', text: `a${'\u0308'.repeat(500_000)}` },
    { name: 'divided words without end', text: 'ab-\n'.repeat(125_000) },
    { name: 'blanks', text: `ab-${' '.repeat(500_000)}cd` },
  ]
  for (const { name, text } of floods) {
    it(`gets through half a megabyte of ${name}`, function () {
      analyse(text)
    })
  }
})
