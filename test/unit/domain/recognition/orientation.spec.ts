import { expect } from 'chai'
import { lineProfileRatio, linesStand } from '../../../../src/domain/recognition/orientation.ts'
import { turnRaster } from '../../../../src/domain/recognition/turn.ts'
import { drawnPage, textPage } from './drawn-page.ts'

describe('lineProfileRatio', function () {
  const cases = [
    { name: 'a page of text', page: textPage(), stand: false },
    { name: 'a tilted page of text', page: textPage(1.4), stand: false },
    { name: 'a page of text upside down', page: turnRaster(textPage(), 180), stand: false },
    { name: 'a page turned by 90°', page: turnRaster(textPage(), 90), stand: true },
    { name: 'a tilted page turned by 270°', page: turnRaster(textPage(-1.4), 270), stand: true },
    { name: 'an empty page', page: drawnPage(827, 1169), stand: false },
  ]
  for (const { name, page, stand } of cases) {
    it(`${stand ? 'sees' : 'does not see'} standing lines on ${name}`, function () {
      expect(linesStand(lineProfileRatio(page, 100))).to.equal(stand)
    })
  }
})
