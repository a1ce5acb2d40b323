import { expect } from 'chai'
import { createMediaTypeDetector } from '../../../src/adapters/file-type/media-type-detector.ts'
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

  it('answers without failure for every start of every signature', async function () {
    for (const { head } of cases) {
      for (let length = 0; length < Math.min(head.length, 40); length += 1)
        await detector.detect(head.subarray(0, length))
    }
  })
})
