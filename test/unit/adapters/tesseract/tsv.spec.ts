import { expect } from 'chai'
import { parseTsv } from '../../../../src/adapters/tesseract/tsv.ts'

const HEADER = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext'
const row = (...columns: (string | number)[]): string => columns.join('\t')

describe('parseTsv', function () {
  it('takes words with their boxes, blocks and lines', function () {
    const tsv = [
      HEADER,
      row(4, 1, 1, 2, 3, 0, 0, 0, 99, 99, -1, ''),
      row(5, 1, 1, 2, 3, 1, 10, 20, 30, 8, 91.5, 'Straße'),
    ]
    expect(parseTsv(tsv.join('\n'))).to.deep.equal([
      {
        text: 'Straße',
        box: { left: 10, top: 20, right: 40, bottom: 28 },
        confidence: 0.915,
        block: 1,
        line: 20_003,
      },
    ])
  })

  it('tells lines of different paragraphs of a block apart', function () {
    const words = parseTsv(
      [row(5, 1, 1, 1, 1, 1, 0, 0, 1, 1, 90, 'a'), row(5, 1, 1, 2, 1, 1, 0, 0, 1, 1, 90, 'b')].join('\n'),
    )
    expect(new Set(words.map((word) => word.line)).size).to.equal(2)
  })

  it('composes accents and is never as sure as of a text layer', function () {
    const [word] = parseTsv(row(5, 1, 1, 1, 1, 1, 0, 0, 1, 1, 100, 'fu\u0308r'))
    expect(word).to.include({ text: 'für', confidence: 0.99 })
  })

  for (const { name, tsv } of [
    { name: 'nothing', tsv: '' },
    { name: 'spaces as text', tsv: row(5, 1, 1, 1, 1, 1, 0, 0, 1, 1, 95, '  ') },
    { name: 'a rejected word', tsv: row(5, 1, 1, 1, 1, 1, 0, 0, 1, 1, -1, 'x') },
    { name: 'a confidence that is no number', tsv: row(5, 1, 1, 1, 1, 1, 0, 0, 1, 1, 'nan', 'x') },
    { name: 'a row cut short', tsv: row(5, 1, 1, 1, 1, 1, 0) },
  ]) {
    it(`finds no word in ${name}`, function () {
      expect(parseTsv(tsv)).to.deep.equal([])
    })
  }
})
