import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** One upload, told from all others by its bytes and its key. */
export interface Letter {
  /** Sent as `Idempotency-Key`. */
  readonly key: string
  readonly name: string
  readonly bytes: Buffer
  readonly sha256: string
}

const SCAN = readFileSync(new URL('../../../src/demo/letters/06-bewerbung-verwaltung.pdf', import.meta.url))

/** A PDF of a few hundred bytes that carries its text, so that it needs no recognition; padded to the wished size. */
export function shortLetter(key: string, sizeBytes = 0): Letter {
  const content = `BT /F1 12 Tf 72 720 Td (Antrag ${key} auf Auskunft) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/MediaBox[0 0 595 842]/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  text += `trailer<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n${start}\n%%EOF\n`
  return letterOf(key, padded(Buffer.from(text, 'latin1'), start, sizeBytes))
}

/** A scanned page that has to be recognised. */
export function scannedLetter(key: string): Letter {
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(SCAN.toString('latin1'))?.[1] ?? '0'
  return letterOf(key, padded(Buffer.concat([SCAN, Buffer.from(`%${key}\n`)]), Number(start), 0))
}

/** Readers look for the end of a PDF in its last kilobyte, so it is repeated behind the padding. */
function padded(pdf: Buffer, start: number, sizeBytes: number): Buffer {
  const end = Buffer.from(`\nstartxref\n${start}\n%%EOF\n`)
  const missingBytes = sizeBytes - pdf.length - end.length - 1
  const padding = missingBytes > 0 ? [Buffer.from('%'), Buffer.alloc(missingBytes, 'p')] : []
  return Buffer.concat([pdf, ...padding, end])
}

export function letterOf(key: string, bytes: Buffer): Letter {
  return { key, name: `${key}.pdf`, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
