import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import sharp from 'sharp'
import { buildSrgbProfile } from '../../../src/adapters/pdf-lib/srgb-profile.ts'
import type { ViewCopy } from '../../../src/ports/document-reader.ts'
import { aReadPage } from '../../unit/adapters/pdf-lib/written-copy.ts'
import { skipUnless } from '../../support/skip.ts'
import { makePdf, makeScan } from './made-documents.ts'
import { dictionariesOf, openWithQpdf, QPDF, type QpdfDocument, type QpdfValue } from './qpdf-objects.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

/** A copy as another program (qpdf) reads it. */
interface Copy extends QpdfDocument {
  readonly path: string
  readonly copy: ViewCopy
}

/** What no PDF/A-2 file has, wherever it stands. */
const FORBIDDEN_KEYS = [
  ...[
    '/AA',
    '/OpenAction',
    '/JavaScript',
    '/JS',
    '/EmbeddedFiles',
    '/EF',
    '/XFA',
    '/NeedAppearances',
    '/Encrypt',
  ],
  ...[
    '/Alternates',
    '/OPI',
    '/PS',
    '/Ref',
    '/TR',
    '/HTP',
    '/FFilter',
    '/FDecodeParms',
    '/AlternatePresentations',
  ],
  ...['/PresSteps', '/Requirements', '/Perms'],
]

describe('View copies for the archive, read by qpdf', function () {
  this.timeout(120_000)
  let room: ReadingRoom | undefined
  const copies = new Map<string, Copy>()
  before(async function () {
    skipUnless(this, existsSync(QPDF), 'qpdf is not installed')
    room = await openReadingRoom()
    const jpeg = await (await makeScan()).jpeg().toBuffer()
    const sources = {
      'a JPEG': { bytes: jpeg, mediaType: 'image/jpeg' },
      'a TIFF in black and white': { bytes: await faxOf(jpeg), mediaType: 'image/tiff' },
      'a scan to PDF': {
        bytes: await makePdf({ backgroundJpeg: jpeg, withText: false, pages: 2 }),
        mediaType: 'application/pdf',
      },
    }
    for (const [name, { bytes, mediaType }] of Object.entries(sources)) {
      copies.set(name, await copyOf(room, bytes, mediaType))
    }
  })
  after(async function () {
    await room?.close()
  })

  function each(check: (copy: Copy, name: string) => void | Promise<void>): () => Promise<void> {
    return async () => {
      expect(copies.size).to.equal(3)
      for (const [name, copy] of copies) await check(copy, name)
    }
  }

  it(
    'have no fault that qpdf --check knows',
    each(({ path }) => {
      const report = execFileSync(QPDF, ['--check', path], { stdio: ['ignore', 'pipe', 'pipe'] }).toString()
      expect(report).to.contain('No syntax or stream encoding errors found')
    }),
  )

  it(
    'claim PDF/A-2b and say so in their metadata, which are not packed (6.6.2)',
    each(({ copy, catalog, streamOf }, name) => {
      expect(copy.conformance, name).to.deep.equal({ claim: 'PDF/A-2b', faults: [] })
      const { dict, bytes } = streamOf(catalog['/Metadata'])
      expect(dict)
        .to.include({ '/Type': '/Metadata', '/Subtype': '/XML' })
        .and.to.not.have.property('/Filter')
      const xmp = bytes.toString('utf8')
      expect(xmp).to.match(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</u)
      expect(xmp).to.match(/^<\?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"\?>/u)
    }),
  )

  it(
    'begin with the version and a comment of bytes over 127 (6.1.2), and have an identity (6.1.3)',
    each(({ bytes, trailer }) => {
      expect(bytes.subarray(0, 9).toString('latin1')).to.equal('%PDF-1.7\n')
      expect(bytes[9]).to.equal('%'.charCodeAt(0))
      expect([...bytes.subarray(10, 14)].every((byte) => byte > 127)).to.equal(true)
      expect(trailer['/ID']).to.be.an('array').with.length(2)
      expect(trailer).to.not.have.property('/Encrypt')
      expect(bytes.subarray(-6).toString('latin1').trim()).to.equal('%%EOF')
    }),
  )

  it(
    'name sRGB as the one output intent, with its profile (6.2.3)',
    each(({ catalog, resolve, streamOf }) => {
      const intents = resolve(catalog['/OutputIntents']) as QpdfValue[]
      expect(intents).to.have.length(1)
      const intent = resolve(intents[0]) as Record<string, QpdfValue>
      expect(intent['/S']).to.equal('/GTS_PDFA1')
      const profile = streamOf(intent['/DestOutputProfile'])
      expect(profile.dict['/N']).to.equal(3)
      expect(profile.bytes.equals(buildSrgbProfile())).to.equal(true)
    }),
  )

  it(
    'embed the one font, with its glyphs and its characters (6.2.11)',
    each(({ objects, resolve, streamOf }) => {
      const fonts = dictionariesOf(objects).filter((dict) => dict['/Type'] === '/Font')
      const outer = fonts.filter((dict) => dict['/Subtype'] === '/Type0')
      expect(outer).to.have.length(1)
      expect(fonts).to.have.length(2)
      const descendant = fonts.find((dict) => dict['/Subtype'] === '/CIDFontType2') ?? expect.fail('no font')
      const descriptor = resolve(descendant['/FontDescriptor']) as Record<string, QpdfValue>
      const program = streamOf(descriptor['/FontFile2']).bytes
      expect(program.readUInt32BE(0)).to.equal(0x00010000)
      // hmtx: every glyph is 500 of 1000 wide, as /DW says.
      const hmtx = Array.from({ length: program.readUInt16BE(4) }, (_, index) => 12 + index * 16).find(
        (at) => program.toString('latin1', at, at + 4) === 'hmtx',
      )
      const widths = program.readUInt32BE((hmtx ?? expect.fail('no widths')) + 8)
      expect([program.readUInt16BE(widths), program.readUInt16BE(widths + 4)]).to.deep.equal([500, 500])
      expect(descendant['/DW']).to.equal(500)
      const map = streamOf(outer[0]?.['/ToUnicode']).bytes.toString('latin1')
      const codes = [...map.matchAll(/^<([\da-f]{4})> <[\da-f]{4,}>$/gmu)].map(([, code]) => code)
      expect(codes.length).to.be.above(30)
      const glyphs = streamOf(descendant['/CIDToGIDMap']).bytes
      expect(glyphs).to.have.length(2 * (codes.length + 1))
      for (const code of codes) expect(glyphs.readUInt16BE(2 * Number.parseInt(code ?? '', 16))).to.equal(1)
    }),
  )

  it(
    'hold nothing that an archive forbids (6.1 to 6.11)',
    each(({ objects, bytes }) => {
      for (const dict of dictionariesOf(objects)) {
        expect(dict).to.not.have.any.keys(...FORBIDDEN_KEYS)
        if (dict['/Subtype'] === '/Image') expect(dict['/Interpolate'] ?? false).to.equal(false)
      }
      expect(bytes.toString('latin1')).to.not.match(/LZWDecode|JPXDecode|DeviceCMYK|\/Launch/u)
    }),
  )

  it('is told what sRGB is by a profile that another colour engine agrees with', async function () {
    const path = join(room?.folder ?? '', 'srgb.icc')
    await writeFile(path, buildSrgbProfile())
    const colours = [...Array(16).keys()].flatMap((step) => [step * 17, 255 - step * 17, (step * 53) % 256])
    const raw = { width: 16, height: 1, channels: 3 } as const
    const tagged = await sharp(Buffer.from(colours), { raw })
      .withIccProfile(path, { attach: true })
      .png()
      .toBuffer()
    const seen = await sharp(tagged).toColourspace('srgb').raw().toBuffer()
    colours.forEach((value, index) => {
      expect(seen[index]).to.be.closeTo(value, 2)
    })
  })

  it('are PDF/A-3b with a note inside, written behind the wall, which qpdf gives back', async function () {
    const { reader, folder } = room ?? expect.fail('no room')
    const copy = copies.get('a scan to PDF') ?? expect.fail('no copy')
    const targetPath = join(folder, `${randomUUID()}.pdf`)
    const note = {
      filename: 'note.json',
      mediaType: 'application/json',
      description: 'Transfervermerk',
      relationship: 'Data',
      modifiedAt: '2026-11-30T10:00:00.000Z',
      bytes: Buffer.from('{"größe":1}'),
    } as const
    const request = { files: [note], isArchivable: true, targetPath }
    const made = await reader.embedFiles({ path: copy.path, mediaType: 'application/pdf' }, request, NEVER)
    expect(made).to.include({ claim: 'PDF/A-3b' }).and.to.deep.include({ faults: [] })
    const run = (...options: string[]) => execFileSync(QPDF, [...options, targetPath])
    expect(run('--check').toString()).to.contain('No syntax or stream encoding errors found')
    expect(run('--show-attachment=note.json').equals(note.bytes)).to.equal(true)
    const { catalog, resolve } = openWithQpdf(targetPath)
    const [associated] = resolve(catalog['/AF']) as QpdfValue[]
    expect(resolve(associated)).to.include({ '/AFRelationship': '/Data', '/F': 'u:note.json' })
  })
})

async function copyOf(room: ReadingRoom, bytes: Uint8Array, mediaType: string): Promise<Copy> {
  const source = await room.keep(bytes, mediaType)
  const { pageCount } = await room.reader.inspect(source, NEVER)
  const words = 'Größe Maß Straße Übergabe 30,70 € – Ähnlich § 5 Abs. 2 ABCDEFGHIJKLM NOPQRSTUVWXYZ'
  const pages = Array.from({ length: pageCount }, (_, index) => aReadPage(words, { number: index + 1 }))
  const path = join(room.folder, `${randomUUID()}.pdf`)
  const request = { title: 'Prüfung', createdAt: '2026-11-22T20:05:49.000Z', pages, targetPath: path }
  const copy = await room.reader.writeViewCopy(source, request, NEVER)
  return { path, copy, ...openWithQpdf(path) }
}

async function faxOf(jpeg: Uint8Array): Promise<Uint8Array> {
  return sharp(jpeg).toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer()
}
