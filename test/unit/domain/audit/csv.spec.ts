import { expect } from 'chai'
import { csvLine } from '../../../../src/domain/audit/csv.ts'

describe('a line of a table', function () {
  const cases: readonly (readonly [cell: string, written: string])[] = [
    ['Anna', 'Anna'],
    ['', ''],
    ['a;b', '"a;b"'],
    ['sie sagte "ja"', '"sie sagte ""ja"""'],
    ['zwei\nZeilen', '"zwei\nZeilen"'],
    ['=HYPERLINK("http://evil")', '"\'=HYPERLINK(""http://evil"")"'],
    ['+49 6131', "'+49 6131"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['＝1', "'＝1"],
    ['a=1', 'a=1'],
  ]
  for (const [cell, written] of cases) {
    it(`writes ${JSON.stringify(cell)} as ${JSON.stringify(written)}`, function () {
      expect(csvLine([cell, 'x'])).to.equal(`${written};x\r\n`)
    })
  }
})
