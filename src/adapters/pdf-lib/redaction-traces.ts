import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { needlesOf, type Needles } from '../../domain/redaction/needles.ts'
import { dictOf } from './object-walk.ts'

/** What a packed part may become; more is no page of ours. */
const MAX_INFLATED_BYTES = 256 * 1024 * 1024
const STREAM = /stream\r?\n/g
/** In front of a stream stands its dictionary; ours are short. */
const DICTIONARY_BYTES = 1_000

/** Of things that are neither a page nor what a page is drawn with. */
const FOREIGN_KEYS = [
  'JS',
  'EF',
  'EmbeddedFiles',
  'AcroForm',
  'XFA',
  'OpenAction',
  'AA',
  'PieceInfo',
  'StructTreeRoot',
  'Collection',
  'OCProperties',
  'Threads',
]

/**
 * How many of the words the bytes of a file hold: as they are, in UTF-16, as hexadecimal digits, and all that again in what is
 * packed.
 *
 * @param visible what may be read on the pages, lower case
 */
export async function countInBytes(path: string, words: readonly string[], visible: string): Promise<number> {
  const needles = needlesOf(words, visible)
  if (needles.length === 0) return 0
  const { others, pictures } = partsOf(await readFile(path))
  return needles.filter((needle) => isIn(needle, others) || (needle.isForPictures && isIn(needle, pictures)))
    .length
}

function isIn({ texts }: Needles, parts: readonly Buffer[]): boolean {
  const spellings = texts.flatMap(spellingsOf)
  return parts.some((part) => spellings.some((spelling) => part.includes(spelling)))
}

function spellingsOf(text: string): Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le')
  const bytes = [Buffer.from(text, 'utf8'), Buffer.from(text, 'latin1'), utf16, Buffer.from(utf16).swap16()]
  const digits = bytes.map((one) => one.toString('hex'))
  return [...bytes, ...digits.flatMap((hex) => [Buffer.from(hex), Buffer.from(hex.toUpperCase())])]
}

/** The file itself with its packed parts unpacked, and apart from them the pictures, whose bytes look random. */
function partsOf(bytes: Buffer): {
  readonly others: readonly Buffer[]
  readonly pictures: readonly Buffer[]
} {
  const others: Buffer[] = []
  const pictures: Buffer[] = []
  const text = bytes.toString('latin1')
  let taken = 0
  for (const match of text.matchAll(STREAM)) {
    const start = match.index + match[0].length
    if (match.index < taken || text.startsWith('end', match.index - 3)) continue
    const end = text.indexOf('endstream', start)
    if (end === -1) break
    const dictionary = text.slice(Math.max(taken, match.index - DICTIONARY_BYTES), match.index)
    others.push(bytes.subarray(taken, start))
    const content = bytes.subarray(start, end)
    if (/\/Subtype\s*\/Image\b/.test(dictionary.slice(dictionary.lastIndexOf(' obj')))) pictures.push(content)
    else others.push(content, ...inflated(content))
    taken = end
  }
  others.push(bytes.subarray(taken))
  return { others, pictures }
}

function inflated(content: Buffer): Buffer[] {
  try {
    return [inflateSync(content, { maxOutputLength: MAX_INFLATED_BYTES })]
  } catch {
    return []
  }
}

/** Parts of a PDF that are neither a page nor what a page is drawn with, an earlier state of the file among them. */
export async function countExtras(path: string): Promise<number> {
  const bytes = await readFile(path)
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  let extras = bytes.toString('latin1').split('%%EOF').length - 2
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    const dict = dictOf(object)
    if (dict === undefined) continue
    extras += FOREIGN_KEYS.filter((key) => dict.has(PDFName.of(key))).length
    const annotations = dict.lookup(PDFName.of('Annots'))
    if (annotations instanceof PDFArray) extras += annotations.size()
    const names = dict.lookup(PDFName.of('Names'))
    if (names instanceof PDFDict) extras += names.keys().length
  }
  return extras
}
