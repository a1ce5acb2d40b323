import { expect } from 'chai'
import { parseProtocol, reconciled } from '../../../../src/domain/batches/scanner-protocol.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'

const HASH = 'ab'.repeat(32)

describe('parseProtocol', function () {
  const cases = [
    {
      name: 'lines with semicolons',
      text: 'a.pdf;3\nb.pdf;12\n',
      lines: [
        ['a.pdf', 3],
        ['b.pdf', 12],
      ],
    },
    {
      name: 'a heading, tabs and Windows line ends',
      text: 'Datei\tSeiten\r\na.pdf\t3\r\n',
      lines: [['a.pdf', 3]],
    },
    {
      name: 'commas and quotes',
      text: '"a, b.pdf",3\n"c ""d"".pdf",4',
      lines: [
        ['a, b.pdf', 3],
        ['c "d".pdf', 4],
      ],
    },
    {
      name: 'a byte order mark and empty lines',
      text: '\uFEFFa.pdf;3\n\n\nb.pdf;0',
      lines: [
        ['a.pdf', 3],
        ['b.pdf', 0],
      ],
    },
    { name: 'a hash in capitals', text: `a.pdf;3;${HASH.toUpperCase()}`, lines: [['a.pdf', 3, HASH]] },
  ] as const
  for (const { name, text, lines } of cases) {
    it(`reads ${name}`, function () {
      expect(
        parseProtocol(text).map(({ filename, pages, sha256 }) => [
          filename,
          pages,
          ...(sha256 ? [sha256] : []),
        ]),
      ).to.deep.equal(lines)
    })
  }

  const refused = [
    { name: 'nothing', text: '' },
    { name: 'a heading only', text: 'Datei;Seiten' },
    { name: 'a line without a number of pages', text: 'a.pdf;3\nb.pdf;drei' },
    { name: 'a number below zero', text: 'a.pdf;3\nb.pdf;-1' },
    { name: 'a line without a name', text: 'a.pdf;3\n;4' },
    { name: 'a name that is too long', text: `a.pdf;3\n${'x'.repeat(300)};4` },
    { name: 'a hash that is none', text: 'a.pdf;3;abc' },
    { name: 'too many lines', text: 'a.pdf;1\n'.repeat(2_001) },
  ]
  for (const { name, text } of refused) {
    it(`refuses ${name}`, function () {
      expect(() => parseProtocol(text))
        .to.throw()
        .that.satisfies((error: unknown) => isMailroomError(error, 'validation-failed'))
    })
  }
})

describe('reconciled', function () {
  const file = (filename: string, pages: number, sha256 = filename) => ({ filename, pages, sha256 })

  it('tells what is correct, missing on either side, and of another number of pages', function () {
    const lines = [
      { filename: 'a.pdf', pages: 3 },
      { filename: 'b.pdf', pages: 4 },
      { filename: 'c.pdf', pages: 1 },
    ]
    const files = [file('b.pdf', 5), file('a.pdf', 3), file('d.pdf', 2)]
    expect(reconciled(lines, files)).to.deep.equal([
      { filename: 'a.pdf', state: 'correct', announcedPages: 3, pages: 3 },
      { filename: 'b.pdf', state: 'pages-differ', announcedPages: 4, pages: 5 },
      { filename: 'c.pdf', state: 'missing-file', announcedPages: 1 },
      { filename: 'd.pdf', state: 'missing-in-protocol', pages: 2 },
    ])
  })

  it('knows a file by its hash where the protocol gives one, and takes each once', function () {
    const lines = [
      { filename: 'a.pdf', pages: 3, sha256: HASH },
      { filename: 'a.pdf', pages: 3 },
    ]
    const states = reconciled(lines, [file('renamed.pdf', 3, HASH)]).map(({ state }) => state)
    expect(states).to.deep.equal(['correct', 'missing-file'])
  })
})
