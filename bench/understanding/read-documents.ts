import { existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import { createChildPoolReader } from '../../src/adapters/child-pool/child-pool.ts'
import type { RecognizedPage } from '../../src/domain/recognition/page.ts'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import { readItems } from './corpus.ts'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
}
const MAX_PAGES = 10

/** Reads the files of the sets as the product does; pages by `set/id`. What cannot be read is named and left out. */
export async function readDocuments(
  corpusDir: string,
  sets: readonly string[],
): Promise<ReadonlyMap<string, readonly RecognizedPage[]>> {
  const pages = new Map<string, readonly RecognizedPage[]>()
  const reader = createChildPoolReader({
    entry: new URL('../../src/main-sandbox.ts', import.meta.url),
    size: 2,
    settings: { engine: 'auto' },
  })
  try {
    for (const set of sets) {
      for (const item of readItems(corpusDir, set) ?? []) {
        const path = typeof item.file === 'string' ? join(corpusDir, set, item.file) : ''
        const mediaType = MEDIA_TYPES[extname(path).toLowerCase()]
        if (mediaType === undefined || !existsSync(path)) continue
        try {
          pages.set(`${set}/${item.id}`, await readPages(reader, path, mediaType))
        } catch (error) {
          process.stdout.write(
            `${set}/${item.id}: ${error instanceof Error ? error.message : String(error)}\n`,
          )
        }
      }
    }
  } finally {
    await reader[Symbol.asyncDispose]()
  }
  return pages
}

async function readPages(
  reader: DocumentReader,
  path: string,
  mediaType: string,
): Promise<readonly RecognizedPage[]> {
  const { signal } = new AbortController()
  const source = { path, mediaType }
  const { pageCount } = await reader.inspect(source, signal)
  const numbers = Array.from({ length: Math.min(MAX_PAGES, pageCount) }, (_, index) => index + 1)
  const readings = await Promise.all(
    numbers.map((number) => reader.readPage(source, number, { languages: ['deu', 'eng'] }, signal)),
  )
  return readings.map(({ page }) => page)
}
