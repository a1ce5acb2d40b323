import { expect } from 'chai'
import type { Box } from '../../../../src/domain/recognition/page.ts'
import { receiptStampOf, stampPlace } from '../../../../src/domain/register/receipt-stamp.ts'
import { anItem } from '../intake/items.ts'

function pageWith(boxes: readonly Box[], widthPt = 595, heightPt = 842) {
  const words = boxes.map((box) => ({ text: 'x', box, confidence: 1 }))
  const box: Box = [0, 0, 1, 1]
  return { widthPt, heightPt, blocks: [{ box, lines: [{ box, words }] }] }
}

describe('the receipt stamp', function () {
  it('says number, time by the clock of the town, and whose it is', function () {
    const tenant = {
      id: 't',
      slug: 'mz',
      name: 'Stadt Mainz',
      receiptPrefix: 'MZ',
      timeZone: 'Europe/Berlin',
    }
    const item = anItem({ receiptNumber: 'MZ-2026-000123', receivedAt: '2026-07-01T22:30:00.000Z' })
    expect(receiptStampOf(item, tenant).lines).to.deep.equal([
      'MZ-2026-000123',
      'Eingang 02.07.2026 00:30 Uhr',
      'Stadt Mainz',
    ])
  })

  it('stands at the top right of an empty page, inside of it', function () {
    const [left, top, right, bottom] = stampPlace(pageWith([]))
    expect(left).to.be.above(0.6)
    expect(bottom).to.be.below(0.1)
    expect(top).to.be.above(0)
    expect(right).to.be.below(1)
  })

  it('goes where it covers least', function () {
    const head: Box = [0, 0, 1, 0.1]
    expect(stampPlace(pageWith([head]))[1]).to.be.above(0.8)
    const right: Box = [0.65, 0, 1, 0.1]
    expect(stampPlace(pageWith([right]))[2]).to.be.below(0.65)
    expect(stampPlace(pageWith([head, [0, 0.9, 1, 1], [0, 0.02, 1, 0.05]]))[1]).to.be.above(0.8)
  })

  it('takes half of a small page at most', function () {
    const [left, top, right, bottom] = stampPlace(pageWith([], 144, 72))
    expect(right - left).to.be.at.most(0.5)
    expect(bottom - top).to.be.at.most(0.5)
  })
})
