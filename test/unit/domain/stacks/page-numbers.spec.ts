import { expect } from 'chai'
import { pageTextOf } from '../../../../src/domain/extraction/reading.ts'
import { printedNumber, saysMore } from '../../../../src/domain/stacks/page-numbers.ts'
import { scannedPage } from './scanned-page.ts'

/** A page with a line in its head, a line of text and a line in its foot. */
function pageWith(head: string, body: string, foot: string): ReturnType<typeof pageTextOf> {
  const lines = Array.from({ length: 60 }, () => '')
  lines[1] = head
  lines[30] = body
  lines[58] = foot
  return pageTextOf(scannedPage(1, lines.join('\n')))
}

describe('The number printed on a page', () => {
  const cases = [
    { head: 'Seite 2 von 3', foot: '', number: { page: 2, of: 3 } },
    { head: '', foot: 'Seite 1/4', number: { page: 1, of: 4 } },
    { head: 'Page 2 of 2', foot: '', number: { page: 2, of: 2 } },
    { head: 'Blatt 3', foot: '', number: { page: 3 } },
    { head: '', foot: '- 5 -', number: { page: 5 } },
    { head: '2 von 7', foot: '', number: { page: 2, of: 7 } },
    { head: '', foot: '12', number: { page: 12 } },
    { head: 'Az. 33.1-0815/26 Seite 2', foot: '', number: { page: 2 } },
  ]
  for (const { head, foot, number } of cases) {
    it(`is read from "${head}${foot}"`, () => {
      expect(printedNumber(pageWith(head, 'Text', foot))).to.deep.equal(number)
    })
  }

  it('is found in the middle when it is a line of its own', () => {
    expect(printedNumber(pageWith('', 'Seite 2', ''))).to.deep.equal({ page: 2 })
  })

  for (const text of [
    'wie wir auf Seite 3 des Schreibens erläutert haben und weiter erläutern werden, ist dies',
    'siehe Seite 7',
    '12',
    '- 9 -',
    'Seite 4,50',
  ]) {
    it(`is not read from "${text}" in the text`, () => {
      expect(printedNumber(pageWith('', text, ''))).to.equal(undefined)
    })
  }

  it('is none where it cannot be', () => {
    expect(printedNumber(pageWith('Seite 5 von 3', '', ''))).to.equal(undefined)
    expect(printedNumber(pageWith('Seite 0', '', ''))).to.equal(undefined)
    expect(printedNumber(pageWith('Seite 900', '', ''))).to.equal(undefined)
    expect(printedNumber(pageWith('Seite 2 von 900', '', ''))).to.equal(undefined)
  })

  it('can announce the next page at the foot', () => {
    expect(saysMore(pageWith('', '', '.../2'))).to.equal(true)
    expect(saysMore(pageWith('', '', './.'))).to.equal(true)
    expect(saysMore(pageWith('.../2', '', ''))).to.equal(false)
    expect(saysMore(pageWith('', '', 'Seite 1'))).to.equal(false)
  })
})
