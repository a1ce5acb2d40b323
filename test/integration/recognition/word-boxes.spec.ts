import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { createPdfSource } from '../../../src/adapters/pdfium/pdf-source.ts'
import { layerTurn, placeLayerWords } from '../../../src/domain/recognition/layer-blocks.ts'
import type { Box } from '../../../src/domain/recognition/page.ts'
import { skipUnless } from '../../support/skip.ts'
import { LETTER_LINES, makePdf, makeScan } from './made-documents.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const PDFTOTEXT = '/usr/bin/pdftotext'
const MIN_OVERLAP = 0.5
const MIN_SHARE = 0.99
/** The letter again and again, so that one word in a hundred counts. */
const LETTERS = [{ ppi: 200 }, { ppi: 200, skewDegrees: 0.8 }, { ppi: 200, turn: 90 as const }]

interface PlacedText {
  readonly text: string
  readonly box: Box
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  const area = (box: Box): number => (box[2] - box[0]) * (box[3] - box[1])
  return (width * height) / (area(a) + area(b) - width * height)
}

function readWithPoppler(path: string): PlacedText[] {
  const html = execFileSync(PDFTOTEXT, ['-bbox', path, '-']).toString('utf8')
  const [, width, height] = /<page width="([\d.]+)" height="([\d.]+)"/u.exec(html) ?? []
  return [
    ...html.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</gu),
  ].map(([, x0, y0, x1, y1, text]) => ({
    text: text ?? '',
    box: [
      Number(x0) / Number(width),
      Number(y0) / Number(height),
      Number(x1) / Number(width),
      Number(y1) / Number(height),
    ],
  }))
}

describe('The words of a searchable copy', function () {
  this.timeout(180_000)
  let room: ReadingRoom | undefined
  before(async function () {
    skipUnless(this, existsSync(PDFTOTEXT), 'pdftotext (poppler-utils) is not installed')
    room = await openReadingRoom()
  })
  after(async function () {
    await room?.close()
  })

  /** Where the words are printed: from the born-digital letter of which the scans are pictures. */
  async function printedWords(opened: ReadingRoom): Promise<PlacedText[]> {
    const { path } = await opened.keep(await makePdf(), 'application/pdf')
    const document = await createPdfSource().open(path)
    try {
      const { textLayer } = await document.openPage(1)
      return textLayer === undefined ? [] : placeLayerWords(textLayer, layerTurn(textLayer))
    } finally {
      await document[Symbol.asyncDispose]()
    }
  }

  it('lie where they are printed and are copied in the order in which they are read', async function () {
    const opened = room ?? expect.fail('no room')
    const printed = await printedWords(opened)
    const shares: number[] = []
    for (const options of LETTERS) {
      const source = await opened.keep(
        await (await makeScan(options)).jpeg({ quality: 90 }).toBuffer(),
        'image/jpeg',
      )
      const pages = [(await opened.read(source)).page]
      const path = join(opened.folder, `${randomUUID()}.pdf`)
      const request = { title: 'Brief', createdAt: '2026-11-22T20:05:49.000Z', pages, targetPath: path }
      await opened.reader.writeViewCopy(source, request, NEVER)
      const text = execFileSync(PDFTOTEXT, ['-raw', path, '-']).toString('utf8')
      expect(text.trim().split(/\s*\n/u)).to.deep.equal(LETTER_LINES)
      const found = readWithPoppler(path)
      // A tilted word is printed elsewhere than the upright letter says.
      if (options.skewDegrees !== undefined) continue
      for (const word of printed) {
        const same = found.filter((other) => other.text === word.text)
        shares.push(Math.max(0, ...same.map((other) => overlap(word.box, other.box))))
      }
    }
    const placed = shares.filter((share) => share >= MIN_OVERLAP).length
    expect(shares.length).to.be.above(80)
    expect(
      placed / shares.length,
      `overlaps: ${shares.map((share) => share.toFixed(2)).join(' ')}`,
    ).to.be.at.least(MIN_SHARE)
  })
})
