import { expect } from 'chai'
import { inkSpots } from '../../../../src/domain/recognition/components.ts'
import {
  coverBoxes,
  coverWords,
  hasUnreadText,
  unreadArea,
  usualWordHeightPx,
} from '../../../../src/domain/recognition/uncovered-ink.ts'
import { drawnPage } from './drawn-page.ts'

const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})

describe('inkSpots', function () {
  it('joins pixels that touch at their sides, not at corners', function () {
    const page = drawnPage(6, 6).bar(0, 0, 2, 2).bar(2, 2, 1, 1).bar(5, 0, 1, 6)
    expect(inkSpots(page, 128)).to.have.deep.members([
      { left: 0, top: 0, right: 1, bottom: 1, areaPx: 4 },
      { left: 2, top: 2, right: 2, bottom: 2, areaPx: 1 },
      { left: 5, top: 0, right: 5, bottom: 5, areaPx: 6 },
    ])
  })

  it('does not join the right edge with the left edge of the next row', function () {
    expect(inkSpots(drawnPage(3, 2).bar(2, 0, 1, 1).bar(0, 1, 1, 1), 128)).to.have.length(2)
  })
})

describe('coverWords', function () {
  it('whitens words with a little around them, also at the border of the page', function () {
    const covered = coverWords(drawnPage(40, 40, 0), [box(0, 0, 10, 10)])
    expect(covered.data[12 * 40 + 12]).to.equal(255)
    expect(covered.data[13 * 40 + 13]).to.equal(0)
  })

  it('leaves what is far too high for a word, because text may stand in it', function () {
    const words = [...Array.from({ length: 5 }, () => box(10, 10, 10, 8)), box(0, 20, 90, 60)]
    expect(coverWords(drawnPage(100, 100, 0), words).data[50 * 100 + 50]).to.equal(0)
  })

  it('leaves the page that it was given as it was', function () {
    const page = drawnPage(20, 20, 0)
    coverBoxes(page, [box(0, 0, 20, 20)])
    expect(page.data[0]).to.equal(0)
  })
})

describe('usualWordHeightPx', function () {
  it('takes the middle of the heights, and common print where there are none', function () {
    expect(usualWordHeightPx([box(0, 0, 1, 5), box(0, 0, 1, 20), box(0, 0, 1, 90)])).to.equal(20)
    expect(usualWordHeightPx([])).to.equal(30)
  })
})

describe('hasUnreadText', function () {
  const letters = (count: number) => {
    const page = drawnPage(400, 100)
    for (let index = 0; index < count; index++) page.bar(10 + index * 20, 40, 8, 20)
    return page
  }
  const cases = [
    { name: 'eight spots like letters', page: letters(8), unread: true },
    { name: 'seven spots like letters', page: letters(7), unread: false },
    { name: 'a long rule', page: drawnPage(400, 100).bar(0, 50, 400, 4), unread: false },
    { name: 'a photo', page: drawnPage(400, 400).bar(0, 0, 400, 400), unread: false },
  ]
  for (const { name, page, unread } of cases) {
    it(`says ${String(unread)} for ${name}`, function () {
      expect(hasUnreadText(page, 22)).to.equal(unread)
    })
  }
})

describe('unreadArea', function () {
  it('is the place of all letters that are left, with a little around them', function () {
    const page = drawnPage(600, 600)
    for (let letter = 0; letter < 9; letter++) page.bar(100 + letter * 20, 300, 8, 22)
    page.bar(500, 520, 8, 22)
    expect(unreadArea(page, 22)).to.deep.equal({ left: 78, top: 278, right: 530, bottom: 564 })
  })

  it('is nowhere where too little is left', function () {
    expect(unreadArea(drawnPage(600, 600).bar(100, 300, 8, 22), 22)).to.equal(undefined)
  })
})
