import { deflateSync } from 'node:zlib'
import { expect } from 'chai'
import { textOf } from '../../../src/domain/recognition/page.ts'
import { isMailroomError, type ErrorCode } from '../../../src/domain/errors.ts'
import type { SourceFile } from '../../../src/ports/document-reader.ts'
import {
  blackPng,
  brokenPdf,
  encryptedPdf,
  enormousPagePdf,
  nestedPagesPdf,
  truncatedPng,
} from '../../support/hostile-files.ts'
import { LETTER_LINES, makePdf, makeScan } from './made-documents.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="/etc/passwd"/></svg>'

/** A PDF page whose content unpacks to 200 megabytes of spaces. */
function contentBombPdf(): Buffer {
  const content = deflateSync(Buffer.alloc(200_000_000, 0x20), { level: 9 })
  const head =
    '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n' +
    '3 0 obj\n<</Type/Page/MediaBox[0 0 600 800]/Parent 2 0 R/Contents 4 0 R>>\nendobj\n' +
    `4 0 obj\n<</Length ${content.length}/Filter/FlateDecode>>\nstream\n`
  const tail = '\nendstream\nendobj\ntrailer<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF\n'
  return Buffer.concat([Buffer.from(head, 'latin1'), content, Buffer.from(tail, 'latin1')])
}

/** A form that draws itself, a thousand times over. */
function selfDrawingPdf(): Buffer {
  const content = '/F Do '.repeat(1000)
  return Buffer.from(
    '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n' +
      '3 0 obj\n<</Type/Page/MediaBox[0 0 600 800]/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>\nendobj\n' +
      `4 0 obj\n<</Length 5>>\nstream\n/F Do\nendstream\nendobj\n` +
      `5 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F 5 0 R>>>>/Length ${content.length}>>\n` +
      `stream\n${content}\nendstream\nendobj\ntrailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n`,
    'latin1',
  )
}

describe('Hostile files behind the wall', function () {
  this.timeout(120_000)
  let room: ReadingRoom
  before(async function () {
    room = await openReadingRoom()
  })
  after(async function () {
    await room.close()
  })

  async function readAll(source: SourceFile): Promise<string> {
    const { pageCount } = await room.reader.inspect(source, NEVER)
    const { page } = await room.read(source, 1)
    return `${pageCount} ${textOf(page)}`
  }

  async function codeOf(source: SourceFile): Promise<ErrorCode | undefined> {
    try {
      await readAll(source)
      return undefined
    } catch (error) {
      if (isMailroomError(error)) return error.code
      throw error
    }
  }

  async function expectGoodLetterIsRead(): Promise<void> {
    const letter = await room.keep(await makePdf(), 'application/pdf')
    expect(await readAll(letter)).to.contain(LETTER_LINES[0])
  }

  const refused: { what: string; bytes: () => Uint8Array; mediaType: string; code: ErrorCode }[] = [
    {
      what: 'an empty file',
      bytes: () => Buffer.alloc(0),
      mediaType: 'application/pdf',
      code: 'document-damaged',
    },
    { what: 'half a PDF', bytes: brokenPdf, mediaType: 'application/pdf', code: 'document-damaged' },
    { what: 'half a PNG', bytes: truncatedPng, mediaType: 'image/png', code: 'document-damaged' },
    { what: 'a locked PDF', bytes: encryptedPdf, mediaType: 'application/pdf', code: 'document-encrypted' },
    {
      what: '20,000 × 20,000 pixels',
      bytes: () => blackPng(20_000, 20_000),
      mediaType: 'image/png',
      code: 'document-limits',
    },
    {
      what: 'a million pixels in one row',
      bytes: () => blackPng(1_000_000, 1),
      mediaType: 'image/png',
      code: 'document-limits',
    },
    {
      what: 'ten thousand pages',
      bytes: () => nestedPagesPdf(4),
      mediaType: 'application/pdf',
      code: 'document-limits',
    },
    {
      what: 'a billion pages',
      bytes: () => nestedPagesPdf(9),
      mediaType: 'application/pdf',
      code: 'document-damaged',
    },
    {
      what: 'a page of 70 metres',
      bytes: enormousPagePdf,
      mediaType: 'application/pdf',
      code: 'document-limits',
    },
    {
      what: 'an SVG that calls itself a PNG',
      bytes: () => Buffer.from(SVG),
      mediaType: 'image/png',
      code: 'unsupported-media-type',
    },
    {
      what: 'a media type that nobody reads',
      bytes: () => Buffer.from('x'),
      mediaType: 'text/html',
      code: 'unsupported-media-type',
    },
  ]
  for (const { what, bytes, mediaType, code } of refused) {
    it(`refuses ${what} with ${code} and reads the next letter`, async function () {
      expect(await codeOf(await room.keep(bytes(), mediaType))).to.equal(code)
      await expectGoodLetterIsRead()
    })
  }

  for (const { what, bytes } of [
    { what: 'a page content of 200 megabytes of spaces', bytes: contentBombPdf },
    { what: 'a form that draws itself', bytes: selfDrawingPdf },
    { what: 'a page tree that repeats itself', bytes: () => nestedPagesPdf(2) },
  ]) {
    it(`survives ${what} and reads the next letter`, async function () {
      const code = await codeOf(await room.keep(bytes(), 'application/pdf'))
      expect([
        undefined,
        'document-damaged',
        'document-limits',
        'recognition-timeout',
        'recognition-out-of-memory',
      ]).to.include(code)
      await expectGoodLetterIsRead()
    })
  }

  it('refuses a scan whose data ends in the middle, instead of reading half of it', async function () {
    const whole = await (await makeScan()).jpeg().toBuffer()
    const half = await room.keep(whole.subarray(0, Math.floor(whole.length / 2)), 'image/jpeg')
    expect(await codeOf(half)).to.equal('document-damaged')
    await expectGoodLetterIsRead()
  })

  it('says that a page is missing when there is none with that number', async function () {
    const source = await room.keep(await makePdf(), 'application/pdf')
    const error = await room.read(source, 2).catch((thrown: unknown) => thrown)
    expect(isMailroomError(error, 'document-damaged')).to.equal(true)
  })
})
