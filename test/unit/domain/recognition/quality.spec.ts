import { expect } from 'chai'
import { qualityHints } from '../../../../src/domain/recognition/quality.ts'
import type { GrayRaster } from '../../../../src/domain/recognition/raster.ts'
import { drawnPage, textPage } from './drawn-page.ts'

/** Each pixel is the mean of its row from so many pixels left to so many right, as of a camera that was moved. */
function moved({ widthPx, heightPx, data }: GrayRaster, reachPx: number): GrayRaster {
  const out = data.map((_, index) => {
    const [x, row] = [index % widthPx, Math.floor(index / widthPx)]
    let [sum, count] = [0, 0]
    for (let from = Math.max(0, x - reachPx); from <= Math.min(widthPx - 1, x + reachPx); from++) {
      sum += data[row * widthPx + from] ?? 0
      count++
    }
    return sum / count
  })
  return { widthPx, heightPx, data: out }
}

describe('Hints about the quality of a page', () => {
  it('has none for sharp print, white or gray', () => {
    expect(qualityHints(textPage(), 100)).to.deep.equal([])
    expect(qualityHints(textPage(0, 200), 100)).to.deep.equal([])
  })

  it('tells of print that is blurred', () => {
    const page = drawnPage(600, 400, 220)
    for (let x = 20; x < 560; x += 50) page.bar(x, 50, 20, 300, 20)
    expect(qualityHints(page, 100)).to.deep.equal([])
    expect(qualityHints(moved(page, 6), 100)).to.deep.equal(['blurred'])
  })

  it('says nothing of a page without print', () => {
    expect(qualityHints(drawnPage(827, 1169, 200), 100)).to.deep.equal([])
  })

  it('tells of light that is reflected on darker paper', () => {
    expect(qualityHints(textPage(0, 190).bar(300, 300, 150, 150, 255), 100)).to.deep.equal(['glare'])
  })

  it('takes the white ground around darker paper for no reflection', () => {
    const page = textPage(0, 190)
    page
      .bar(0, 0, 827, 90, 255)
      .bar(0, 1050, 827, 119, 255)
      .bar(0, 0, 70, 1169, 255)
      .bar(740, 0, 87, 1169, 255)
    expect(qualityHints(page, 100)).to.deep.equal([])
  })
})
