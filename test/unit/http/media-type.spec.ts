import { expect } from 'chai'
import { createMediaTypeDetector } from '../../../src/adapters/file-type/media-type-detector.ts'
import type { WholeFile } from '../../../src/ports/media-type-detector.ts'
import { docx, odf, xlsx } from '../../support/office-files.ts'
import { makeZip } from '../../support/zip.ts'
import { expectFailure } from '../usecases/support/expect-failure.ts'
import { PDF, PNG } from './support/multipart.ts'

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const bytes = (hex: string, padTo = 64): Uint8Array => {
  const given = Buffer.from(hex.replaceAll(' ', ''), 'hex')
  return Uint8Array.from([...given, ...Array<number>(Math.max(0, padTo - given.length)).fill(0)])
}
const box = (brand: string): Uint8Array =>
  Uint8Array.from([0, 0, 0, 24, ...ascii(`ftyp${brand}`), ...bytes('', 40)])

describe('media type by content', function () {
  const detector = createMediaTypeDetector()
  const cases: readonly { name: string; head: Uint8Array; mediaType: string | undefined }[] = [
    { name: 'PDF', head: PDF, mediaType: 'application/pdf' },
    {
      name: 'PDF with comment bytes',
      head: ascii('%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>'),
      mediaType: 'application/pdf',
    },
    {
      name: 'PDF that speaks of markup in an object',
      head: ascii('%PDF-1.4\n1 0 obj\n(<html>)'),
      mediaType: 'application/pdf',
    },
    { name: 'a web page behind a PDF header', head: ascii('%PDF-1.4\n<html>'), mediaType: undefined },
    {
      name: 'a script behind a PDF header',
      head: ascii('%PDF-1.4\r\n< SCRIPT >\n1 0 obj'),
      mediaType: undefined,
    },
    { name: 'PNG', head: PNG, mediaType: 'image/png' },
    { name: 'JPEG', head: bytes('ffd8ffe0 00104a46 49460001'), mediaType: 'image/jpeg' },
    { name: 'little-endian TIFF', head: bytes('49492a00 08000000 0000'), mediaType: 'image/tiff' },
    { name: 'big-endian TIFF', head: bytes('4d4d002a 00000008 0000'), mediaType: 'image/tiff' },
    {
      name: 'WebP',
      head: Uint8Array.from([...ascii('RIFF'), 9, 0, 0, 0, ...ascii('WEBPVP8 '), ...bytes('')]),
      mediaType: 'image/webp',
    },
    { name: 'GIF', head: ascii('GIF89a\x01\x00\x01\x00'), mediaType: 'image/gif' },
    { name: 'HEIC', head: box('heic'), mediaType: 'image/heic' },
    { name: 'HEIF', head: box('mif1'), mediaType: 'image/heif' },
    { name: 'a film', head: box('isom'), mediaType: undefined },
    { name: 'ZIP', head: bytes('504b0304'), mediaType: undefined },
    { name: 'a Windows program', head: bytes('4d5a9000'), mediaType: undefined },
    { name: 'a Linux program', head: bytes('7f454c46'), mediaType: undefined },
    { name: 'HTML', head: ascii('<!DOCTYPE html><html>'), mediaType: undefined },
    {
      name: 'SVG',
      head: ascii('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      mediaType: undefined,
    },
    { name: 'XML', head: ascii('<?xml version="1.0"?><a/>'), mediaType: 'application/xml' },
    {
      name: 'an invoice without a declaration',
      head: ascii('<ubl:Invoice xmlns:ubl="urn:x">'),
      mediaType: 'application/xml',
    },
    {
      name: 'XML in UTF-16',
      head: Uint8Array.from([0xff, 0xfe, ...Buffer.from('<?xml version="1.0"?><a/>', 'utf16le')]),
      mediaType: 'application/xml',
    },
    {
      name: 'a web page that is XML',
      head: ascii('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'),
      mediaType: undefined,
    },
    {
      name: 'SVG with a declaration',
      head: ascii('<?xml version="1.0"?>\n<svg:svg/>'),
      mediaType: undefined,
    },
    {
      name: 'a page that a style sheet makes',
      head: ascii('<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>'),
      mediaType: undefined,
    },
    { name: 'text', head: ascii('Sehr geehrte Damen und Herren,'), mediaType: undefined },
    { name: 'nothing', head: new Uint8Array(), mediaType: undefined },
    { name: 'one byte', head: Uint8Array.from([0x25]), mediaType: undefined },
  ]
  for (const { name, head, mediaType } of cases) {
    it(`takes ${name} for ${mediaType ?? 'nothing that is accepted'}`, async function () {
      expect(await detector.detect(head)).to.equal(mediaType)
    })
  }

  const whole = (content: Uint8Array, filename: string): WholeFile => ({
    filename,
    sizeBytes: content.byteLength,
    read: async (position, length) => content.subarray(position, position + length),
  })
  const detected = (content: Uint8Array, filename: string): Promise<string | undefined> =>
    detector.detect(content.subarray(0, 4_100), whole(content, filename))
  const OOXML = 'application/vnd.openxmlformats-officedocument'
  const ODF = 'application/vnd.oasis.opendocument'

  const wholes: readonly { name: string; content: Uint8Array; filename?: string; mediaType?: string }[] = [
    { name: 'DOCX', content: docx(['x']), mediaType: `${OOXML}.wordprocessingml.document` },
    {
      name: 'DOCX with its text far behind',
      content: docx([], [{ name: 'a', content: Buffer.alloc(9_000, 'ab'), method: 'stored' }]),
      mediaType: `${OOXML}.wordprocessingml.document`,
    },
    { name: 'XLSX', content: xlsx(['x']), mediaType: `${OOXML}.spreadsheetml.sheet` },
    { name: 'ODT', content: odf('text', ''), mediaType: `${ODF}.text` },
    { name: 'ODS', content: odf('spreadsheet', ''), mediaType: `${ODF}.spreadsheet` },
    { name: 'RTF', content: ascii('{\\rtf1\\ansi x}'), mediaType: 'application/rtf' },
    {
      name: 'slides',
      content: makeZip([
        { name: '[Content_Types].xml', content: '' },
        { name: 'ppt/presentation.xml', content: '' },
      ]),
    },
    {
      name: 'a ZIP',
      content: makeZip([{ name: 'brief.pdf', content: '%PDF' }]),
      mediaType: 'application/zip',
    },
    { name: 'a Java program', content: makeZip([{ name: 'META-INF/MANIFEST.MF', content: 'x' }]) },
    { name: 'a ZIP without files', content: makeZip([]) },
    { name: 'a ZIP that is cut', content: docx(['x']).subarray(0, 300) },
    { name: 'text', content: ascii('Guten Tag'), filename: 'brief.TXT', mediaType: 'text/plain' },
    {
      name: 'text in UTF-16',
      content: Buffer.from('\ufeffGuten Tag', 'utf16le'),
      filename: 'a.txt',
      mediaType: 'text/plain',
    },
    { name: 'a script', content: ascii('#!/bin/sh\nrm -rf /'), filename: 'brief.sh' },
    { name: 'bytes that are named text', content: bytes('00010203'), filename: 'a.txt' },
    { name: 'a program that is named text', content: bytes('4d5a9000'), filename: 'a.txt' },
    { name: 'a web page', content: ascii('<!DOCTYPE html><p>x'), filename: 'a.html', mediaType: 'text/html' },
    { name: 'a web page that is named a letter', content: ascii('<!DOCTYPE html><p>x'), filename: 'a.pdf' },
    { name: 'an old office file', content: bytes('d0cf11e0a1b11ae1', 4_096), filename: 'a.doc' },
  ]
  for (const { name, content, filename = 'brief', mediaType } of wholes) {
    it(`takes ${name} as a whole for ${mediaType ?? 'nothing that is accepted'}`, async function () {
      expect(await detected(content, filename)).to.equal(mediaType)
    })
  }

  it('takes no office file and no text for anything without the whole of it', async function () {
    for (const content of [docx(['x']), odf('text', ''), ascii('{\\rtf1 x}'), ascii('Guten Tag')])
      expect(await detector.detect(content)).to.equal(undefined)
  })

  it('takes nothing whose directory it has not seen to its end', async function () {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `word/${index}`, content: '' }))
    const hidden = docx(['x'], [...many, { name: 'word/vbaProject.bin', content: 'x' }])
    expect(await detected(hidden, 'brief.docx')).to.equal(undefined)
  })

  const macros = [
    { name: 'Word', content: docx(['x'], [{ name: 'word/vbaProject.bin', content: 'x' }]) },
    { name: 'Writer', content: odf('text', '', [{ name: 'Basic/Standard/Module1.xml', content: 'x' }]) },
    { name: 'Calc', content: odf('spreadsheet', '', [{ name: 'Scripts/python/a.py', content: 'x' }]) },
  ]
  for (const { name, content } of macros) {
    it(`refuses macros of ${name} by name`, async function () {
      await expectFailure(detected(content, 'brief'), 'document-macros')
    })
  }

  it('refuses office files with a password by name', async function () {
    const sealed = odf('text', '', [{ name: 'encrypted-package', content: 'x' }])
    await expectFailure(detected(sealed, 'brief.odt'), 'document-encrypted')
    const old = Buffer.concat([bytes('d0cf11e0a1b11ae1', 4_608)])
    old.writeUInt16LE(9, 30)
    old.writeUInt32LE(1, 48)
    old.write('EncryptedPackage', 1_024, 'utf16le')
    await expectFailure(detected(old, 'brief.docx'), 'document-encrypted')
  })

  it('answers without failure for every start of every signature', async function () {
    for (const { head } of cases) {
      for (let length = 0; length < Math.min(head.length, 40); length += 1)
        await detector.detect(head.subarray(0, length))
    }
  })
})
