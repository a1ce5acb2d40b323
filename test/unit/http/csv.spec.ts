import { expect } from 'chai'
import { csvOf, csvRows } from '../../../src/http/csv.ts'

describe('tables for spreadsheet programs', function () {
  it('are marked as UTF-8, with semicolons and quotes', function () {
    expect(
      csvOf([
        ['Name', 'Zahl'],
        ['Straße "A"; B', -5],
        [undefined, 0],
      ]),
    ).to.equal('\uFEFF"Name";"Zahl"\r\n"Straße ""A""; B";-5\r\n"";0\r\n')
  })

  for (const text of [
    '=HYPERLINK("x")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
  ]) {
    it(`show ${JSON.stringify(text)} and do not run it`, function () {
      expect(csvOf([[text]])).to.equal(`\uFEFF"'${text.replaceAll('"', '""')}"\r\n`)
    })
  }

  it('can be sent in pieces', function () {
    const rows = [['Name'], ['zwei\nZeilen'], ['=1']]
    expect(csvOf(rows.slice(0, 1)) + csvRows(rows.slice(1))).to.equal(csvOf(rows))
    expect(csvRows(rows)).to.equal(`"Name"\r\n"zwei\nZeilen"\r\n"'=1"\r\n`)
  })

  it('leave other text as it is', function () {
    expect(csvOf([["a=b 1-2 x@y 'q'"]])).to.equal(`\uFEFF"a=b 1-2 x@y 'q'"\r\n`)
  })
})
