import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { pageContentBytes } from '../../../../src/adapters/pdf-lib/content-bytes.ts'
import { LETTER_HEIGHT, strokesOf, widthOf } from '../../../../src/adapters/pdf-lib/stroke-letters.ts'
import { aReadPage, rewritten } from './written-copy.ts'

const STAMP = { lines: ['MZ-2026-000123', 'Eingang 02.07.2026 00:30 Uhr', 'Stadt Mainz'] }

async function aSource(turn: number): Promise<PDFDocument> {
  const document = await PDFDocument.create()
  document.addPage([595, 842]).setRotation(degrees(turn))
  document.addPage([595, 842])
  return document
}

/** First and last corner of the frame, which is drawn first in the ink of the stamp. */
function frameOf(content: string): { readonly x: number; readonly y: number } | undefined {
  const found = /0\.1 0\.2 0\.55 RG[\s\S]*?(?<x>[\d.]+) (?<y>[\d.]+) m/.exec(content)?.groups
  return found === undefined ? undefined : { x: Number(found['x']), y: Number(found['y']) }
}

describe('stroke letters', function () {
  it('have strokes for all that a stamp says, inside the lines', function () {
    for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789-.,:/()'") {
      const strokes = strokesOf(letter)
      expect(strokes, letter).to.have.length.above(0)
      for (const { x, y } of strokes.flat()) {
        expect(x, letter).to.be.within(0, 4)
        expect(y, letter).to.be.within(0, LETTER_HEIGHT + 1)
      }
    }
  })

  it('are drawn in capitals, with their accents, and as a box where there is none', function () {
    expect(strokesOf('é')).to.deep.equal(strokesOf('É'))
    expect(strokesOf('é')).to.have.length(strokesOf('E').length + 1)
    expect(strokesOf('ß')).to.deep.equal(strokesOf('SS'))
    for (const letter of 'ŞĞİŘĚČŁŐȘȚĐŻĄØÆŒÞ') {
      expect(strokesOf(letter), letter).to.have.length.above(0).and.not.deep.equal(strokesOf('小'))
    }
    expect(strokesOf('小')).to.have.length(1)
    expect([widthOf(''), widthOf('A'), widthOf('AB')]).to.deep.equal([0, 4, 10])
  })
})

describe('the receipt stamp of a view copy', function () {
  for (const [turn, isThere] of [
    [0, ({ x, y }: { x: number; y: number }) => x > 400 && y > 770],
    [90, ({ x, y }: { x: number; y: number }) => x < 80 && y > 600],
    [180, ({ x, y }: { x: number; y: number }) => x < 200 && y < 80],
    [270, ({ x, y }: { x: number; y: number }) => x > 500 && y < 200],
  ] as const) {
    it(`is at the top right as shown, on a page that is turned by ${turn} degrees`, async function () {
      const size = turn % 180 === 0 ? {} : { widthPt: 842, heightPt: 595 }
      const pages = [aReadPage('', size), aReadPage('', { number: 2 })]
      const { document } = await rewritten(await aSource(turn), pages, 'Prüfung', STAMP)
      const [first, second] = document
        .getPages()
        .map(({ node }) => pageContentBytes(node.Contents()).toString('latin1'))
      const frame = frameOf(first ?? '')
      expect(frame === undefined ? 'none' : isThere(frame), JSON.stringify(frame)).to.equal(true)
      expect(frameOf(second ?? ''), 'on the second page').to.equal(undefined)
    })
  }

  it('keeps the copy fit for the archive', async function () {
    const { conformance } = await rewritten(
      await aSource(0),
      [aReadPage('Brief'), aReadPage('')],
      'Brief',
      STAMP,
    )
    expect(conformance).to.deep.equal({ claim: 'PDF/A-2b', faults: [] })
  })
})
