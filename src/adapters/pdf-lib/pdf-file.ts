import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib'

/** The first line, and four bytes that tell programs that the file is no text (ISO 32000-1, 7.5.2). */
const HEADER = Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')
const PIECE_BYTES = 1024 * 1024

export interface PdfFile extends AsyncDisposable {
  /** Writes the objects of a context that have a number above this one. */
  add(context: PDFContext, above: number): Promise<void>
  /** Writes table and trailer. */
  end(trailer: {
    readonly root: number
    readonly info: number
    readonly id: string
  }): Promise<{ readonly sizeBytes: number; readonly sha256: string }>
}

/**
 * A PDF that is written object by object, so that what is in it need never be in memory at once. Whoever makes the objects
 * numbers them: no number twice.
 *
 * @param path must not exist yet
 */
export async function createPdfFile(path: string): Promise<PdfFile> {
  const file = await open(path, 'wx')
  const hash = createHash('sha256')
  const offsets = new Map<number, number>()
  let sizeBytes = 0
  let held: Uint8Array[] = []
  let heldBytes = 0

  async function drain(): Promise<void> {
    const piece = Buffer.concat(held)
    held = []
    heldBytes = 0
    hash.update(piece)
    await file.writeFile(piece)
  }

  async function write(bytes: Uint8Array): Promise<void> {
    held.push(bytes)
    heldBytes += bytes.byteLength
    sizeBytes += bytes.byteLength
    if (heldBytes >= PIECE_BYTES) await drain()
  }

  await write(HEADER)
  return {
    async add(context, above) {
      for (const [{ objectNumber }, object] of context.enumerateIndirectObjects()) {
        if (objectNumber <= above) continue
        offsets.set(objectNumber, sizeBytes)
        await write(bytesOf(objectNumber, object))
      }
    },
    async end({ root, info, id }) {
      const startsAt = sizeBytes
      const size = Math.max(...offsets.keys()) + 1
      await write(Buffer.from(tableOf(offsets, size), 'latin1'))
      const trailer = `trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>\n`
      await write(Buffer.from(`${trailer}startxref\n${startsAt}\n%%EOF\n`, 'latin1'))
      await drain()
      await file.sync()
      return { sizeBytes, sha256: hash.digest('hex') }
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}

function bytesOf(number: number, object: PDFObject): Uint8Array {
  const head = Buffer.from(`${number} 0 obj\n`, 'latin1')
  const body = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(body, 0)
  return Buffer.concat([head, body, Buffer.from('\nendobj\n', 'latin1')])
}

/** One line of twenty bytes for each number; those that were never used are free (ISO 32000-1, 7.5.4). */
function tableOf(offsets: ReadonlyMap<number, number>, size: number): string {
  const lines = Array.from({ length: size }, (_nothing, number) => {
    const offset = offsets.get(number)
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  return `xref\n0 ${size}\n${lines.join('')}`
}
