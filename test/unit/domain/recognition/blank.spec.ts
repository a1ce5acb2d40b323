import { expect } from 'chai'
import { isBlank } from '../../../../src/domain/recognition/blank.ts'
import { drawnPage, textPage } from './drawn-page.ts'

const empty = (): ReturnType<typeof drawnPage> => drawnPage(827, 1169)

describe('isBlank', function () {
  const cases = [
    { name: 'an empty page', page: empty(), blank: true },
    { name: 'dust', page: empty().bar(200, 300, 1, 2).bar(500, 700, 2, 1), blank: true },
    { name: 'two punch holes', page: empty().bar(30, 400, 22, 22).bar(30, 700, 22, 22), blank: true },
    { name: 'the shadow of the scanner edge', page: empty().bar(0, 0, 827, 12), blank: true },
    {
      name: 'shadows of all edges',
      page: empty().bar(0, 0, 10, 1169).bar(815, 0, 12, 1169).bar(0, 1155, 827, 14),
      blank: true,
    },
    { name: 'a stroke of a pen', page: empty().bar(300, 500, 30, 2), blank: false },
    {
      name: 'a square as large as a hole, but in the middle',
      page: empty().bar(400, 600, 22, 22),
      blank: false,
    },
    { name: 'text', page: textPage(), blank: false },
  ]
  for (const { name, page, blank } of cases) {
    it(`says ${String(blank)} for ${name}`, function () {
      expect(isBlank(page, 100)).to.equal(blank)
    })
  }

  it('judges fine scans at the same scale', function () {
    expect(isBlank(drawnPage(2067, 2923).bar(700, 1200, 75, 5), 250)).to.equal(false)
  })
})
