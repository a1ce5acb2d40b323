import { expect } from 'chai'
import { csvLinesOf } from '../../../../src/domain/filing/csv-table.ts'
import { csvOf } from '../../../../src/http/csv.ts'

describe('csvLinesOf', function () {
  const cases: readonly {
    readonly name: string
    readonly text: string
    readonly lines: readonly (readonly [number, ...string[]])[]
  }[] = [
    {
      name: 'semicolons',
      text: 'a;b\nc;d',
      lines: [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    },
    {
      name: 'commas',
      text: 'a,b\r\nc,"d;e"\r\n',
      lines: [
        [1, 'a', 'b'],
        [2, 'c', 'd;e'],
      ],
    },
    {
      name: 'tabs',
      text: 'a\tb\rc\td',
      lines: [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    },
    { name: 'a byte order mark', text: '\uFEFFa;b', lines: [[1, 'a', 'b']] },
    { name: 'quotes in quotes', text: '"a ""x""";b', lines: [[1, 'a "x"', 'b']] },
    {
      name: 'breaks in quotes, which count as lines',
      text: 'a;"b\nb"\nc;d',
      lines: [
        [1, 'a', 'b\nb'],
        [3, 'c', 'd'],
      ],
    },
    { name: 'a quote that is not closed', text: 'a;"b\nc', lines: [[1, 'a', 'b\nc']] },
    {
      name: 'empty lines and cells',
      text: 'a;b\n\n;\nc;',
      lines: [
        [1, 'a', 'b'],
        [4, 'c', ''],
      ],
    },
    { name: 'text behind a quote', text: '"a"b;c', lines: [[1, 'ab', 'c']] },
    { name: 'nothing', text: '', lines: [] },
  ]
  for (const { name, text, lines } of cases) {
    it(`reads ${name}`, function () {
      expect(csvLinesOf(text).map(({ line, cells }) => [line, ...cells])).to.deep.equal(lines)
    })
  }

  it('reads back what was written without formulas', function () {
    const rows = [
      ['=1+1', '-x', 'plain'],
      ["'quoted", '@a', '+49'],
    ]
    expect(csvLinesOf(csvOf(rows)).map(({ cells }) => cells)).to.deep.equal(rows)
  })
})
