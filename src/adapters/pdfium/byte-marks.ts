import { inflateSync } from 'node:zlib'

/** What PDFium does not tell and the bytes of a PDF do. */
export interface ByteMarks {
  readonly isPortfolio: boolean
  readonly hasScripts: boolean
  readonly hasEmbeddedFiles: boolean
  readonly claimedPdfA: string | undefined
}

const OBJECT_STREAM = /\/Type\s*\/ObjStm\b/u
/** Dictionaries of object streams are short; the word is looked for in so many bytes around the type. */
const DICT_REACH = 400
const MAX_STREAM_BYTES = 4 * 1024 * 1024
const MAX_STREAMS = 500
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024

/**
 * Looks for names in the file and in its packed objects. Encrypted objects stay unread, and a name in a text counts as
 * well: a mark is a warning to people and no proof.
 */
export function findByteMarks(bytes: Uint8Array): ByteMarks {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [file, ...unpackedObjects(file)]
  const has = (...names: readonly string[]): boolean =>
    names.some((name) => parts.some((part) => containsName(part, name)))
  return {
    isPortfolio: has('/Collection'),
    hasScripts: has('/JavaScript'),
    hasEmbeddedFiles: has('/EmbeddedFile', '/FileAttachment'),
    claimedPdfA: claimIn(file),
  }
}

/** Whether pages may measure in other units than points (ISO 32000-1, table 30), which PDFium does not tell. */
export function mayHaveUserUnits(file: Buffer): boolean {
  const name = '/UserUnit'
  if (containsName(file, name)) return true
  for (const part of unpackedObjects(file)) if (containsName(part, name)) return true
  return false
}

/** The name itself and not the beginning of a longer one; names are long enough not to turn up in packed bytes by chance. */
function containsName(bytes: Buffer, name: string): boolean {
  for (let at = bytes.indexOf(name, 0, 'latin1'); at >= 0; at = bytes.indexOf(name, at + 1, 'latin1')) {
    const after = bytes[at + name.length]
    if (after === undefined || !/[A-Za-z0-9]/u.test(String.fromCharCode(after))) return true
  }
  return false
}

function* unpackedObjects(file: Buffer): Generator<Buffer> {
  let left = MAX_UNPACKED_BYTES
  let streams = 0
  let at = file.indexOf('/ObjStm', 0, 'latin1')
  while (at >= 0 && left > 0 && streams++ < MAX_STREAMS) {
    const unpacked = unpackAround(file, at, Math.min(left, MAX_STREAM_BYTES))
    if (unpacked !== undefined) {
      left -= unpacked.length
      yield unpacked
    }
    at = file.indexOf('/ObjStm', at + 1, 'latin1')
  }
}

function unpackAround(file: Buffer, at: number, maxBytes: number): Buffer | undefined {
  const head = file.toString('latin1', Math.max(0, at - DICT_REACH), at + 7)
  const start = file.indexOf('stream', at, 'latin1')
  if (!OBJECT_STREAM.test(head) || start < 0 || start > at + DICT_REACH) return undefined
  const data = file[start + 6] === 0x0d ? start + 8 : start + 7
  const end = file.indexOf('endstream', data, 'latin1')
  if (end < 0 || end - data > maxBytes) return undefined
  try {
    return inflateSync(file.subarray(data, end), { maxOutputLength: maxBytes })
  } catch {
    // Packed in another way, encrypted or damaged: there is nothing to find in it.
    return undefined
  }
}

/** PDF/A names itself in XMP, as elements or attributes (ISO 19005-1, 6.7.11). */
function claimIn(file: Buffer): string | undefined {
  const at = file.indexOf('pdfaid:part', 0, 'latin1')
  if (at < 0) return undefined
  const text = file.toString('latin1', Math.max(0, at - 200), at + 300)
  const part = /pdfaid:part(?:>|\s*=\s*["'])\s*([1-4])/u.exec(text)?.[1]
  const level = /pdfaid:conformance(?:>|\s*=\s*["'])\s*([A-Za-z])/u.exec(text)?.[1]
  return part === undefined ? undefined : `${part}${(level ?? '').toLowerCase()}`
}
