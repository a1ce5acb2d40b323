import { expect } from 'chai'
import { isPaperScan, whitenPaper, whitenUncleanPaper } from '../../../../src/domain/recognition/paper.ts'
import { drawnPage, textPage } from './drawn-page.ts'

describe('isPaperScan', function () {
  const cases = [
    { name: 'text on gray paper', page: textPage(0, 200), is: true },
    { name: 'a page that is white already', page: textPage(0, 255), is: false },
    { name: 'white on black', page: textPage(0, 20), is: false },
    {
      name: 'a page that is shaded in large parts',
      page: drawnPage(400, 400, 240).bar(0, 0, 400, 130, 90),
      is: false,
    },
  ]
  for (const { name, page, is } of cases) {
    it(`says ${String(is)} for ${name}`, function () {
      expect(isPaperScan(page)).to.equal(is)
    })
  }
})

describe('whitenPaper', function () {
  it('makes paper white and keeps ink dark, on either side of a shadow', function () {
    const page = drawnPage(400, 400, 220).bar(0, 0, 200, 400, 150)
    page.bar(60, 100, 4, 40, 30).bar(300, 100, 4, 40, 30)
    const white = whitenPaper(page, 100)
    const at = (x: number, y: number): number => white.data[y * 400 + x] ?? -1
    expect([at(30, 200), at(370, 200)]).to.deep.equal([255, 255])
    expect(at(61, 120)).to.be.below(80)
    expect(at(301, 120)).to.be.below(80)
  })

  it('leaves a punch hole dark instead of making it paper', function () {
    const page = drawnPage(400, 400, 220).bar(20, 180, 40, 40, 5)
    const white = whitenPaper(page, 100)
    expect(white.data[200 * 400 + 40]).to.be.below(40)
  })

  it('divides a page of nothing but black without a division by zero', function () {
    const white = whitenPaper(drawnPage(40, 40, 0), 100)
    expect(white.data.every((level) => level === 0)).to.equal(true)
  })
})

describe('whitenUncleanPaper', function () {
  it('leaves light, even paper without grain as it is, so that pale strokes keep their weight', function () {
    const page = drawnPage(400, 400, 242).bar(100, 100, 200, 4, 170)
    expect(whitenUncleanPaper(page, 100)).to.equal(page)
  })

  it('whitens light paper with grain', function () {
    const page = drawnPage(400, 400, 242)
    for (let index = 0; index < page.data.length; index++) page.data[index] = 232 + ((index * 7919) % 17)
    const { data } = whitenUncleanPaper(page, 100)
    expect(data.every((level) => level === 255)).to.equal(true)
  })

  it('evens a page that lies half in deep shadow', function () {
    const page = textPage(0, 235)
    const light = (x: number): number => 0.4 + 0.6 / (1 + Math.exp(-(x - 550) / 40))
    page.data.forEach((level, index) => (page.data[index] = level * light(index % page.widthPx)))
    expect(isPaperScan(page)).to.equal(false)
    const white = whitenUncleanPaper(page, 100)
    const share = white.data.filter((level) => level === 255).length / white.data.length
    const paper = textPage().data.filter((level) => level === 255).length / white.data.length
    expect(share).to.be.within(paper - 0.02, paper + 0.02)
  })

  it('leaves white print on dark ground as it is', function () {
    const page = textPage().bar(0, 0, 827, 500, 60)
    for (let y = 120; y < 480; y += 16) for (let x = 100; x < 720; x += 10) page.bar(x, y, 4, 5, 255)
    expect(isPaperScan(page)).to.equal(false)
    expect(whitenUncleanPaper(page, 100)).to.equal(page)
  })
})
