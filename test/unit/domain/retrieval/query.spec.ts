import { expect } from 'chai'
import fc from 'fast-check'
import { isMailroomError, MailroomError } from '../../../../src/domain/errors.ts'
import { createAnalyser } from '../../../../src/domain/retrieval/analysis.ts'
import { parseQuery, type Clause } from '../../../../src/domain/retrieval/query.ts'

const analyse = createAnalyser()
const parse = (text: string) => parseQuery(text, analyse)

/** `title:(haus baum|hausbaum|hau*)`: field, forms, star of a beginning. */
function shown({ field, forms }: Clause): string {
  const text = forms.map(({ terms, prefix }) => terms.join(' ') + (prefix ? '*' : '')).join('|')
  return field === undefined ? text : `${field}:(${text})`
}

describe('parseQuery', function () {
  const cases = [
    { text: '', wanted: [] },
    { text: '   ', wanted: [] },
    { text: 'Häuser Bescheide', wanted: ['haus', 'bescheid'] },
    { text: '"ruhender Verkehr"', wanted: ['ruhend verkehr'] },
    { text: '„ruhender Verkehr“ Mahnung', wanted: ['ruhend verkehr', 'mahnung'] },
    { text: '"offenes Ende', wanted: ['off end'] },
    { text: 'Steuer -Mahnung', wanted: ['steu'], unwanted: ['mahnung'] },
    { text: 'Steuer -"letzte Mahnung"', wanted: ['steu'], unwanted: ['letzt mahnung'] },
    { text: 'Steuer - Mahnung', wanted: ['steu', 'mahnung'] },
    { text: 'Kfz-Zulassung', wanted: ['kfz zulass|kfzzulass'] },
    { text: 'Grund*', wanted: ['grund|grund*'] },
    { text: 'Gebühren*', wanted: ['gebuhr|gebuhren*'] },
    { text: 'g*', wanted: ['g'] },
    { text: '*', wanted: [] },
    { text: '33-12/2025', wanted: ['33 12 2025|33122025'] },
    { text: '15.3.2025', wanted: ['15 3 2025|1532025|d20250315'] },
    { text: 'absender:Stadtwerke', wanted: ['sender:(stadtwerk)'] },
    { text: 'Von:"Müller GmbH"', wanted: ['sender:(mull gmbh)'] },
    { text: 'az:33-12/2025', wanted: ['numbers:(33 12 2025|33122025)'] },
    { text: 'betreff:Grund*', wanted: ['title:(grund|grund*)'] },
    { text: '-absender:Stadtwerke', wanted: [], unwanted: ['sender:(stadtwerk)'] },
    { text: 'Tel:06131', wanted: ['tel 06131'] },
    { text: 'datum:gestern', wanted: ['datum gest'] },
    { text: 'absender:', wanted: ['absend'] },
    { text: '!? ... ---', wanted: [] },
    { text: '😀 \0 \uD800', wanted: [] },
  ]
  for (const { text, wanted, unwanted = [] } of cases) {
    it(`reads ${JSON.stringify(text)}`, function () {
      const query = parse(text)
      expect(query.wanted.map(shown)).to.deep.equal(wanted)
      expect(query.unwanted.map(shown)).to.deep.equal(unwanted)
    })
  }

  it('takes types and dates for filters', function () {
    const query = parse('Strom typ:Gebuehrenbescheid typ:rechnung datum:2025 datum:>=2025-03')
    expect(query.wanted.map(shown)).to.deep.equal(['strom'])
    expect(query.documentTypes).to.deep.equal(['gebuhrenbescheid', 'rechnung'])
    expect(query.dates).to.deep.equal({ from: '2025-03-01', to: '2025-12-31' })
  })

  it('keeps the parts of a piece for when not all of it is wanted, but not those of a phrase', function () {
    expect(parse('Kfz-Zulassung').wanted[0]?.parts).to.deep.equal(['kfz', 'zulass'])
    expect(parse('"Kfz Zulassung"').wanted[0]?.parts).to.deep.equal([])
    expect(parse('Zulassung').wanted[0]?.parts).to.deep.equal([])
  })

  const questions = [
    { text: 'Wann läuft die Frist ab?', question: true },
    { text: 'In welchem Jahr wurde gebaut', question: true },
    { text: 'Mahnung Stadtwerke', question: false },
    { text: 'wie', question: false },
    { text: '"Wann läuft" die Frist ab?', question: false },
    { text: 'Was kostet typ:rechnung im Jahr?', question: false },
  ]
  for (const { text, question } of questions) {
    it(`takes ${text} for ${question ? 'a question' : 'words to be found'}`, function () {
      expect(parse(text).question).to.equal(question)
    })
  }

  it('knows the grammar words of a question', function () {
    const telling = parse('Wann läuft die Frist ab?').wanted.filter((clause) => !clause.stopWord)
    expect(telling.map(shown)).to.deep.equal(['lauft', 'frist', 'ab'])
  })

  for (const { name, text } of [
    { name: '10 KB of text', text: 'wort '.repeat(2048) },
    { name: 'one long word', text: 'x'.repeat(1001) },
    { name: '65 words', text: Array.from({ length: 65 }, (_, index) => `w${index}`).join(' ') },
  ]) {
    it(`refuses ${name} with a sentence for the person`, function () {
      expect(() => parse(text))
        .to.throw(MailroomError)
        .that.satisfies((error: MailroomError) => {
          return error.code === 'validation-failed' && error.faults[0]?.path === 'q'
        })
    })
  }

  it('reads any text or refuses it as too long, with terms of letters and digits only', function () {
    const piece = fc.constantFrom(
      '"',
      '-',
      '*',
      ':',
      '(',
      ')',
      'NEAR',
      'OR',
      'NOT',
      'absender:',
      ' ',
      "'",
      '^',
      '{',
      '\0',
      'ä',
      'Wort',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1100 }),
      fc.array(piece, { maxLength: 100 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (query) => {
        try {
          const { wanted, unwanted } = parse(query)
          const terms = [...wanted, ...unwanted].flatMap(({ forms }) => forms.flatMap((form) => form.terms))
          for (const term of terms) expect(term).to.match(/^[\p{L}\p{N}]+$/u)
        } catch (error) {
          if (!isMailroomError(error, 'validation-failed')) throw error
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('gets through a thousand hostile characters', function () {
    for (const text of [
      '"'.repeat(1000),
      '-'.repeat(1000),
      ' -'.repeat(500),
      'a:'.repeat(500),
      '"-'.repeat(500),
      '1-'.repeat(500),
    ])
      parse(text)
  })
})
