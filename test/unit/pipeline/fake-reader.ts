import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { DocumentReader, ExtractRequest, PageReading } from '../../../src/ports/document-reader.ts'
import type { PdfConverter } from '../../../src/ports/pdf-converter.ts'
import type { ScratchSpace } from '../../../src/ports/scratch.ts'
import { aPage } from '../usecases/support/letters.ts'

export interface FakeReader extends DocumentReader, PdfConverter {
  /** Pages in the order in which they were asked for. */
  readonly asked: number[]
  /** Pages in the order in which they were drawn for people. */
  readonly drawn: number[]
  readonly scratch: ScratchSpace
}

export interface FakeReaderOptions {
  readonly pages: readonly string[]
  /** Called before a page is given; fails the page by failing. */
  readonly beforePage?: (pageNumber: number, signal: AbortSignal) => Promise<void>
  /** Called before pages are written into a file of their own. */
  readonly beforeExtract?: (request: ExtractRequest) => Promise<void>
  /** Called before a view copy is written. */
  readonly beforeCopy?: () => Promise<void>
}

/**
 * A reader that reads nothing: its pages say what they are told to, and its files are only in memory. A file into which it has
 * extracted pages has as many of them.
 */
export function createFakeReader({
  pages,
  beforePage,
  beforeCopy,
  beforeExtract,
}: FakeReaderOptions): FakeReader {
  const asked: number[] = []
  const drawn: number[] = []
  const files = new Map<string, Uint8Array>()
  let reserved = 0
  return {
    asked,
    drawn,
    scratch: {
      async reserve() {
        const path = `/scratch/${(reserved += 1)}`
        return {
          path,
          async *stream() {
            yield files.get(path) ?? new Uint8Array()
          },
          [Symbol.asyncDispose]: async () => {
            files.delete(path)
          },
        }
      },
    },
    async inspect({ path }) {
      const extracted = /: ((?:\d+\/\d+ ?)+)$/.exec(await readFile(path, 'utf8'))?.[1]
      return { pageCount: extracted?.split(' ').length ?? pages.length }
    },
    async readPage(_source, pageNumber, _options, signal): Promise<PageReading> {
      asked.push(pageNumber)
      await beforePage?.(pageNumber, signal)
      const bytes = Buffer.from(`picture of page ${pageNumber}`)
      return {
        page: aPage(pages[pageNumber - 1] ?? '', pageNumber),
        previews: [
          { widthPx: 300, heightPx: 424, bytes },
          { widthPx: 1600, heightPx: 2262, bytes },
        ],
      }
    },
    async drawPage(_source, pageNumber, { turn, widthPx }) {
      drawn.push(pageNumber)
      const bytes = Buffer.from(`page ${pageNumber} turned by ${turn}, ${widthPx} px wide`)
      return { widthPx, heightPx: widthPx, bytes }
    },
    async writeViewCopy(_source, request) {
      await beforeCopy?.()
      const stamp = request.stamp?.lines.join(' / ')
      const bytes = Buffer.from(`${request.title}: ${request.pages.length} pages, ${stamp ?? 'no stamp'}`)
      files.set(request.targetPath, bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { sizeBytes: bytes.byteLength, sha256, conformance: { claim: 'PDF/A-2b', faults: [] } }
    },
    async toPdf({ mediaType }, targetPath) {
      const bytes = Buffer.from(`PDF of ${mediaType}`)
      files.set(targetPath, bytes)
      return { sizeBytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
    async extractPages(_source, request) {
      await beforeExtract?.(request)
      const numbers = request.pages.map(({ read, turn }) => `${read.number}/${turn}`)
      const bytes = Buffer.from(`${request.title}: ${numbers.join(' ')}`)
      files.set(request.targetPath, bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { sizeBytes: bytes.byteLength, sha256, pageCount: numbers.length }
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
}
