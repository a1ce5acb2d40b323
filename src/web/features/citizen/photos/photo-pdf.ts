import type { JpegFacts, Turn } from './jpeg.ts'

/** A photo as one page: its own bytes, and how far it is turned to the right to stand upright. */
export interface PhotoPage {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly facts: JpegFacts
  readonly turn: Turn
}

/** Points of the longer side of A4: photos are of sheets, and a page is as large as one. */
const LONG_SIDE_PT = 842

/**
 * One PDF with a page a photo (ISO 32000-1). The bytes of each photo are in it as the camera made them: nothing is decoded, made
 * smaller or packed again, and turning is a note on the page.
 */
export function photoPdf(pages: readonly PhotoPage[]): Blob {
  const parts: (string | Uint8Array<ArrayBuffer>)[] = []
  const offsets: number[] = []
  let length = 0
  const add = (part: string | Uint8Array<ArrayBuffer>): void => {
    parts.push(part)
    length += part.length
  }
  const object = (number: number, ...content: (string | Uint8Array<ArrayBuffer>)[]): void => {
    offsets[number] = length
    add(`${number} 0 obj\n`)
    for (const part of content) add(part)
    add('\nendobj\n')
  }
  add('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n')
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  const kids = pages.map((_page, index) => `${pageNumber(index)} 0 R`).join(' ')
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`)
  for (const [index, { bytes, facts, turn }] of pages.entries()) {
    const number = pageNumber(index)
    const { widthPx, heightPx, components } = facts
    const scale = LONG_SIDE_PT / Math.max(widthPx, heightPx)
    const width = (widthPx * scale).toFixed(2)
    const height = (heightPx * scale).toFixed(2)
    const drawing = `q ${width} 0 0 ${height} 0 0 cm /I Do Q`
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${turn} ` +
        `/Resources << /XObject << /I ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`,
    )
    object(number + 1, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`)
    object(
      number + 2,
      `<< /Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /BitsPerComponent 8 ` +
        `/ColorSpace /${components === 1 ? 'DeviceGray' : 'DeviceRGB'} /Filter /DCTDecode /Length ${bytes.length} >>\nstream\n`,
      bytes,
      '\nendstream',
    )
  }
  const table = length
  const entries = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  add(`xref\n0 ${entries.length + 1}\n0000000000 65535 f \n${entries.join('')}`)
  add(`trailer\n<< /Size ${entries.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return new Blob(parts.map(asBytes), { type: 'application/pdf' })
}

/** Three objects a page: the page, what is drawn on it, the photo. */
function pageNumber(index: number): number {
  return 3 + index * 3
}

/** One byte a letter: offsets count bytes. */
function asBytes(part: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return typeof part === 'string' ? Uint8Array.from(part, (letter) => letter.charCodeAt(0)) : part
}

/** Whether the photo can go into a PDF as it is: mirrored ones and those for print would look wrong. */
export function fitsPdf({ components, turnedBy, widthPx, heightPx }: JpegFacts): boolean {
  return (components === 1 || components === 3) && turnedBy !== undefined && widthPx > 0 && heightPx > 0
}
