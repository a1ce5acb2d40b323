import { crc32, deflateSync } from 'node:zlib'

/** Files that senders never mean well with, made here byte by byte. */

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, checksum])
}

/** A black 1-bit picture: a few kilobytes that unpack to width × height pixels. */
export function blackPng(widthPx: number, heightPx: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  header[8] = 1
  const rowBytes = 1 + Math.ceil(widthPx / 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(rowBytes * heightPx), { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Objects numbered from 1, with cross-reference table and trailer. */
function pdfOf(objects: readonly string[], trailer: string): Buffer {
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`
  text += `trailer<<${trailer}/Size ${objects.length + 1}>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** A page tree whose ten kids a level are always the same node: 10^levels pages in a few hundred bytes. */
export function nestedPagesPdf(levels: number): Buffer {
  const nodes = Array.from({ length: levels }, (_, level) => {
    const kids = `${level + 3} 0 R `.repeat(10)
    return `<</Type/Pages/Count ${10 ** (levels - level)}/Kids[${kids}]>>`
  })
  const page = '<</Type/Page/MediaBox[0 0 10 10]/Parent 2 0 R>>'
  return pdfOf(['<</Type/Catalog/Pages 2 0 R>>', ...nodes, page], '/Root 1 0 R')
}

/** One page of 70 × 70 metres that wants to run a script when it is opened. */
export function enormousPagePdf(): Buffer {
  return pdfOf(
    [
      '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/MediaBox[0 0 200000 200000]/Parent 2 0 R>>',
    ],
    '/Root 1 0 R',
  )
}

/** Says that it is encrypted with a password that is not the empty one (standard handler, revision 3). */
export function encryptedPdf(): Buffer {
  const key = 'a'.repeat(64)
  return pdfOf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/MediaBox[0 0 595 842]/Parent 2 0 R>>',
      `<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${key}>/U<${key}>>>`,
    ],
    `/Root 1 0 R/Encrypt 4 0 R/ID[<${'0'.repeat(32)}><${'0'.repeat(32)}>]`,
  )
}

/** A PDF that ends in the middle of its first object. */
export function brokenPdf(): Buffer {
  return Buffer.from('%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pa', 'latin1')
}

/** The first half of a picture. */
export function truncatedPng(): Buffer {
  const whole = blackPng(1_000, 1_400)
  return whole.subarray(0, Math.floor(whole.length / 2))
}
