import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { createViewCopyWriter } from '../../../../src/adapters/pdf-lib/view-copy-writer.ts'
import type { RecognizedPage, Word } from '../../../../src/domain/recognition/page.ts'
import type { ReceiptStamp } from '../../../../src/domain/register/receipt-stamp.ts'
import type { ViewCopy } from '../../../../src/ports/document-reader.ts'
import type { PagePicture } from '../../../../src/ports/view-copy-writer.ts'

export const CREATED_AT = '2026-11-22T20:05:49.123Z'

export interface WrittenCopy extends ViewCopy {
  readonly bytes: Buffer
  readonly document: PDFDocument
}

export function aWord(text: string, x: number, y: number): Word {
  return { text, box: [x, y, x + text.length * 0.012, y + 0.012], confidence: 0.9 }
}

/** A page as it was recognised, with one line. */
export function aReadPage(text: string, change: Partial<RecognizedPage> = {}): RecognizedPage {
  const words = text === '' ? [] : text.split(' ').map((word, index) => aWord(word, 0.1 + index * 0.2, 0.1))
  return {
    number: 1,
    widthPt: 595,
    heightPt: 842,
    rotation: 0,
    skewDegrees: 0,
    blank: false,
    source: 'ocr',
    sourceReason: 'no-text-layer',
    engine: 'test',
    languages: ['deu'],
    meanConfidence: 0.9,
    blocks: [{ box: [0, 0, 1, 1], lines: [{ box: [0, 0, 1, 1], words }] }],
    ...change,
  }
}

/** The copy of a PDF whose pages were read as given. */
export async function rewritten(
  source: PDFDocument | Uint8Array,
  pages: readonly RecognizedPage[],
  title = 'Prüfung',
  stamp?: ReceiptStamp,
): Promise<WrittenCopy> {
  const bytes = source instanceof PDFDocument ? await source.save() : source
  return inFolder(async (folder) => {
    const path = join(folder, 'original.pdf')
    await writeFile(path, bytes)
    const targetPath = join(folder, `${randomUUID()}.pdf`)
    const request = {
      title,
      createdAt: CREATED_AT,
      pages,
      targetPath,
      ...(stamp === undefined ? {} : { stamp }),
    }
    return opened(await createViewCopyWriter().rewrite(path, request), targetPath)
  })
}

/** The copy of pictures, one a page. */
export async function wrapped(
  pictures: readonly PagePicture[],
  pages: readonly RecognizedPage[],
  title = 'Prüfung',
): Promise<WrittenCopy> {
  return inFolder(async (folder) => {
    const targetPath = join(folder, `${randomUUID()}.pdf`)
    const request = { title, createdAt: CREATED_AT, pages, targetPath }
    return opened(await createViewCopyWriter().wrap(oneByOne(pictures), request), targetPath)
  })
}

async function* oneByOne(pictures: readonly PagePicture[]): AsyncGenerator<PagePicture> {
  yield* pictures
}

async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'poststelle-copy-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function opened(copy: ViewCopy, path: string): Promise<WrittenCopy> {
  const bytes = await readFile(path)
  return { ...copy, bytes, document: await PDFDocument.load(bytes, { updateMetadata: false }) }
}
