import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { createChildPoolReader } from '../../src/adapters/child-pool/child-pool.ts'
import { textPages } from '../../src/domain/extraction/text-page.ts'
import type { RecognizedPage } from '../../src/domain/recognition/page.ts'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import { halfOf } from '../understanding/halves.ts'
import { readItems, type CorpusItem } from '../understanding/corpus.ts'
import { writeLetter } from './own-letters.ts'
import { createSender } from './senders.ts'

/** One document whose pages belong together. */
export interface Source {
  readonly set: string
  readonly id: string
  /** Documents of one family are looked at together or not at all. */
  readonly half: 1 | 2
  /** Whose letter it is, where that is known. */
  readonly family: string
  /** Documents with the same one are the same letter, scanned again. */
  readonly twin: string
  readonly pages: readonly RecognizedPage[]
}

export const OWN_SET = 'own letters'
/** Sets of letters and forms, read as the product reads them. */
const READ_SETS = [
  'letters_de_scanned',
  'zugferd_scans_de',
  'zugferd_de',
  'court_forms_de',
  'goae_invoice_de',
  'receipts_de',
]
/** Sets of plain text: each is one page, set as on a typewriter. */
const TEXT_SETS = ['bank_docs_de']
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
}
const MAX_PAGES = 12
const OWN_SENDERS = 240
const LETTERS_A_SENDER = 5

export function ownLetters(seed: number): Source[] {
  return Array.from({ length: OWN_SENDERS }, (_, index) => index).flatMap((index) => {
    const sender = createSender(index)
    const half = halfNumber(sender.id, seed)
    return Array.from({ length: LETTERS_A_SENDER }, (_letter, letter): Source => ({
      set: OWN_SET,
      id: `${sender.id}/${letter}`,
      family: sender.id,
      twin: `${sender.id}/${letter}`,
      half,
      pages: writeLetter(sender, seed * 1_000_000 + index * 1_000 + letter),
    }))
  })
}

/** Documents of the corpus; recognised pages are kept in a folder for temporary files, so that the next run is quick. */
export async function corpusSources(corpusDir: string, seed: number): Promise<Source[]> {
  const sources: Source[] = []
  const cache = join(tmpdir(), 'poststelle-bench-splitting')
  mkdirSync(cache, { recursive: true })
  await using reader = createChildPoolReader({
    entry: new URL('../../src/main-sandbox.ts', import.meta.url),
    size: 2,
    settings: { engine: 'auto' },
  })
  for (const set of READ_SETS) {
    for (const item of readItems(corpusDir, set) ?? []) {
      const pages = await pagesOf(reader, cache, join(corpusDir, set), item)
      if (pages.length > 0) sources.push(sourceOf(set, item, pages, seed))
    }
  }
  return [...sources, ...TEXT_SETS.flatMap((set) => textSources(corpusDir, set, seed))]
}

function textSources(corpusDir: string, set: string, seed: number): Source[] {
  return (readItems(corpusDir, set) ?? []).flatMap((item): Source[] => {
    if (typeof item.text_file !== 'string') return []
    const pages = textPages(readFileSync(join(corpusDir, set, item.text_file), 'utf8'))
    return [sourceOf(set, item, pages, seed)]
  })
}

function sourceOf(set: string, item: CorpusItem, pages: readonly RecognizedPage[], seed: number): Source {
  const family = familyOf(set, item)
  return { set, id: item.id, family, twin: twinOf(item), half: halfNumber(family, seed), pages }
}

/** Ids end in how the letter was scanned: `letter.scan300`, `invoice__tiff_g4_300`, `goae_png`. */
function twinOf({ id }: CorpusItem): string {
  return id.replace(/\.[a-z]+\d*$|__(?:pdf|jpg|tiff)_\w+$|_(?:pdf|png)$/u, '')
}

/** Variants of one letter, and letters of one bank. */
function familyOf(set: string, { id, sender }: CorpusItem): string {
  if (sender !== undefined) return `${set}/${sender}`
  return `${set}/${set === 'letters_de_scanned' ? (id.split('.')[0] ?? id) : id}`
}

function halfNumber(family: string, seed: number): 1 | 2 {
  return halfOf('1', String(seed))(family) ? 1 : 2
}

async function pagesOf(
  reader: DocumentReader,
  cache: string,
  folder: string,
  item: CorpusItem,
): Promise<readonly RecognizedPage[]> {
  const path = typeof item.file === 'string' ? join(folder, item.file) : ''
  const mediaType = MEDIA_TYPES[extname(path).toLowerCase()]
  if (mediaType === undefined || !existsSync(path)) return []
  const key = createHash('sha256')
    .update(`2:${path}:${statSync(path).size}`)
    .digest('hex')
  const kept = join(cache, `${key}.json`)
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as RecognizedPage[]
  const pages = await readPages(reader, { path, mediaType })
  writeFileSync(kept, JSON.stringify(pages))
  return pages
}

async function readPages(
  reader: DocumentReader,
  source: { readonly path: string; readonly mediaType: string },
): Promise<readonly RecognizedPage[]> {
  const { signal } = new AbortController()
  try {
    const { pageCount } = await reader.inspect(source, signal)
    const pages: RecognizedPage[] = []
    for (let number = 1; number <= Math.min(MAX_PAGES, pageCount); number++) {
      const { page } = await reader.readPage(source, number, { languages: ['deu', 'eng'] }, signal)
      pages.push(page)
    }
    return pages
  } catch (error) {
    process.stdout.write(`${source.path}: ${error instanceof Error ? error.message : String(error)}\n`)
    return []
  }
}
