import type {
  DocumentFacts,
  DocumentReader,
  ExtractedFile,
  PagePreview,
  PageReading,
  ViewCopy,
} from '../../ports/document-reader.ts'
import type { ArchiveOpener, OpenedArchive } from '../../ports/archive-opener.ts'
import type { BoundFile, CaseFileBinder } from '../../ports/case-file-binder.ts'
import type { EmbeddedCopy, FileEmbedder } from '../../ports/file-embedder.ts'
import type { MailOpener, OpenedMail } from '../../ports/mail-opener.ts'
import type { PdfConverter, WrittenPdf } from '../../ports/pdf-converter.ts'
import type { FileTraces, PageTraces, Redactor } from '../../ports/redactor.ts'
import { createPool, type Pool, type PoolOptions } from './pool.ts'
import type { Call } from './protocol.ts'

/** Wall time of each kind of call, in milliseconds. */
export interface WallLimits {
  readonly inspectMs: number
  readonly readPageMs: number
  readonly drawPageMs: number
  readonly viewCopyMs: number
  readonly viewCopyPerPageMs: number
  /** Drawing a page, burning it and packing it again. */
  readonly redactPerPageMs: number
  readonly openMailMs: number
  readonly toPdfMs: number
  readonly openArchiveMs: number
}

export interface ChildPoolOptions extends PoolOptions {
  readonly wall?: Partial<WallLimits>
}

const DEFAULT_WALL: WallLimits = {
  inspectMs: 30_000,
  readPageMs: 60_000,
  drawPageMs: 30_000,
  viewCopyMs: 60_000,
  viewCopyPerPageMs: 500,
  redactPerPageMs: 3_000,
  openMailMs: 60_000,
  toPdfMs: 120_000,
  openArchiveMs: 60_000,
}

/**
 * URL of the module `name` beside another one, in source (`.ts`) as well as compiled (`.js`).
 *
 * @param moduleUrl `import.meta.url` of the composing module
 */
export function entryBeside(moduleUrl: string, name: string): URL {
  const extension = moduleUrl.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./${name}.${extension}`, moduleUrl)
}

/** All that is done behind the wall. */
export type WalledReader = DocumentReader &
  MailOpener &
  ArchiveOpener &
  PdfConverter &
  CaseFileBinder &
  FileEmbedder &
  Redactor

/** Reads documents in a pool of limited child processes. Children start with the first call that needs them. */
export function createChildPoolReader(options: ChildPoolOptions): WalledReader {
  const pool = createPool(options)
  const wall = { ...DEFAULT_WALL, ...options.wall }
  return {
    inspect: (source, signal) =>
      pool.run({ method: 'inspect', args: [source] }, wall.inspectMs, signal) as Promise<DocumentFacts>,
    readPage: (source, pageNumber, readOptions, signal) => {
      const call: Call = { method: 'readPage', args: [source, pageNumber, readOptions] }
      return pool.run(call, wall.readPageMs, signal) as Promise<PageReading>
    },
    drawPage: (source, pageNumber, drawOptions, signal) => {
      const call: Call = { method: 'drawPage', args: [source, pageNumber, drawOptions] }
      return pool.run(call, wall.drawPageMs, signal) as Promise<PagePreview>
    },
    writeViewCopy: (source, request, signal) => {
      const wallMs = wall.viewCopyMs + request.pages.length * wall.viewCopyPerPageMs
      return pool.run(
        { method: 'writeViewCopy', args: [source, request] },
        wallMs,
        signal,
      ) as Promise<ViewCopy>
    },
    openMail: (source, targetPath, signal) => {
      const call: Call = { method: 'openMail', args: [source, targetPath] }
      return pool.run(call, wall.openMailMs, signal) as Promise<readonly OpenedMail[]>
    },
    openArchive: (source, targetPath, signal) => {
      const call: Call = { method: 'openArchive', args: [source, targetPath] }
      return pool.run(call, wall.openArchiveMs, signal) as Promise<OpenedArchive>
    },
    toPdf: (source, targetPath, signal) =>
      pool.run({ method: 'toPdf', args: [source, targetPath] }, wall.toPdfMs, signal) as Promise<WrittenPdf>,
    extractPages: (source, request, signal) => {
      const wallMs = wall.viewCopyMs + request.pages.length * wall.viewCopyPerPageMs
      const call: Call = { method: 'extractPages', args: [source, request] }
      return pool.run(call, wallMs, signal) as Promise<ExtractedFile>
    },
    ...giving(pool, wall),
    [Symbol.asyncDispose]: () => pool.close(),
  }
}

/** What is given out is made behind the wall, too. */
function giving(pool: Pool, wall: WallLimits): CaseFileBinder & FileEmbedder & Redactor {
  const long = (pages: number, eachMs: number): number => wall.viewCopyMs + pages * eachMs
  return {
    bindCaseFile: (request, signal) => {
      const pages = request.parts.reduce((sum, { pageCount }) => sum + pageCount, 0)
      const wallMs = long(pages, wall.viewCopyPerPageMs)
      return pool.run({ method: 'bindCaseFile', args: [request] }, wallMs, signal) as Promise<BoundFile>
    },
    embedFiles: (source, request, signal) => {
      const call: Call = { method: 'embedFiles', args: [source, request] }
      return pool.run(call, wall.viewCopyMs, signal) as Promise<EmbeddedCopy>
    },
    redact: (source, request, signal) => {
      const wallMs = long(request.pages.length, wall.redactPerPageMs)
      const call: Call = { method: 'redact', args: [source, request] }
      return pool.run(call, wallMs, signal) as Promise<ExtractedFile>
    },
    searchRedacted: (source, request, signal) => {
      const call: Call = { method: 'searchRedacted', args: [source, request] }
      return pool.run(call, long(request.pageCount, wall.viewCopyPerPageMs), signal) as Promise<FileTraces>
    },
    rereadRedacted: (source, pageNumber, request, signal) => {
      const call: Call = { method: 'rereadRedacted', args: [source, pageNumber, request] }
      return pool.run(call, wall.readPageMs, signal) as Promise<PageTraces>
    },
  }
}
