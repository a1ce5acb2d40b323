import { MailroomError } from '../domain/errors.ts'
import type { EngineTrial } from '../domain/recognition/engine-choice.ts'
import type {
  DocumentFacts,
  DrawPageOptions,
  ExtractedFile,
  ExtractRequest,
  PagePreview,
  PageReading,
  ReadPageOptions,
  SourceFile,
  ViewCopy,
  ViewCopyRequest,
} from '../ports/document-reader.ts'
import type { OpenedArchive } from '../ports/archive-opener.ts'
import type { OpenedMail } from '../ports/mail-opener.ts'
import type { OpenDocument, PageSource } from '../ports/page-source.ts'
import type { WrittenPdf } from '../ports/pdf-converter.ts'
import type { BindRequest, BoundFile } from '../ports/case-file-binder.ts'
import type {
  FileTraces,
  PageTraces,
  RedactRequest,
  RereadRequest,
  SearchRequest,
} from '../ports/redactor.ts'
import type { EmbeddedCopy, EmbedRequest } from '../ports/file-embedder.ts'
import type { XmlReader } from '../ports/xml-reader.ts'
import { extractPages } from './extract-pages.ts'
import { findInvoice } from './find-invoice.ts'
import { drawPicture } from './draw-picture.ts'
import { isXml, type InvoiceDocuments } from './invoice-document.ts'
import { isMail, type MailDocuments } from './mail-document.ts'
import { writeViewCopy } from './write-view-copy.ts'
import { readPage } from './read-page.ts'
import { redact, rereadRedacted, searchRedacted, type RedactParts } from './redact.ts'

export interface SandboxParts extends RedactParts {
  readonly sources: readonly PageSource[]
  readonly xmlReader: XmlReader
  readonly invoices: InvoiceDocuments
  readonly mails: MailDocuments
  readonly openMail: (path: string, targetPath: string) => Promise<readonly OpenedMail[]>
  readonly openArchive: (path: string, targetPath: string) => Promise<OpenedArchive>
  readonly toPdf: (source: SourceFile, targetPath: string) => Promise<WrittenPdf>
  readonly bindCaseFile: (request: BindRequest) => Promise<BoundFile>
  readonly embedFiles: (path: string, request: EmbedRequest) => Promise<EmbeddedCopy>
  readonly tryEngines: () => Promise<readonly EngineTrial[]>
}

/** What one child process can do. Time and memory are watched from outside, so nothing here takes a signal. */
export interface SandboxReader {
  inspect(source: SourceFile): Promise<DocumentFacts>
  readPage(source: SourceFile, pageNumber: number, options: ReadPageOptions): Promise<PageReading>
  drawPage(source: SourceFile, pageNumber: number, options: DrawPageOptions): Promise<PagePreview>
  writeViewCopy(source: SourceFile, request: ViewCopyRequest): Promise<ViewCopy>
  openMail(source: SourceFile, targetPath: string): Promise<readonly OpenedMail[]>
  openArchive(source: SourceFile, targetPath: string): Promise<OpenedArchive>
  toPdf(source: SourceFile, targetPath: string): Promise<WrittenPdf>
  extractPages(source: SourceFile, request: ExtractRequest): Promise<ExtractedFile>
  bindCaseFile(request: BindRequest): Promise<BoundFile>
  embedFiles(source: SourceFile, request: EmbedRequest): Promise<EmbeddedCopy>
  redact(source: SourceFile, request: RedactRequest): Promise<ExtractedFile>
  searchRedacted(source: SourceFile, request: SearchRequest): Promise<FileTraces>
  rereadRedacted(source: SourceFile, pageNumber: number, request: RereadRequest): Promise<PageTraces>
  tryEngines(): Promise<readonly EngineTrial[]>
  [Symbol.asyncDispose](): Promise<void>
}

export function createSandboxReader(parts: SandboxParts): SandboxReader {
  const sourceFor = ({ mediaType }: SourceFile): PageSource => {
    const source = parts.sources.find((candidate) => candidate.reads(mediaType))
    if (source !== undefined) return source
    throw new MailroomError('unsupported-media-type', 'Documents of this type cannot be read.', {
      facts: { mediaType },
    })
  }
  const shownFile = async (file: SourceFile): Promise<SourceFile> => {
    if (isMail(file)) return parts.mails.layOut(file)
    return isXml(file) ? (await parts.invoices.layOut(file)).file : file
  }
  return {
    async inspect(file) {
      const shown = await shownFile(file)
      const facts = await withDocument(sourceFor(shown), shown, (document) =>
        factsOf(document, parts.xmlReader),
      )
      if (!isXml(file)) return facts
      return { ...facts, eInvoice: (await parts.invoices.layOut(file)).invoice }
    },
    async readPage(file, number, { languages }) {
      const shown = await shownFile(file)
      const source = sourceFor(shown)
      return withDocument(source, shown, async (document) => {
        const page = await document.openPage(number)
        return readPage(parts, { number, page, languages, layerEngine: source.engine })
      })
    },
    async drawPage(file, number, options) {
      const shown = await shownFile(file)
      return withDocument(sourceFor(shown), shown, async (document) =>
        drawPicture(parts.codec, await document.openPage(number), options),
      )
    },
    async writeViewCopy(file, request) {
      const shown = await shownFile(file)
      return withDocument(sourceFor(shown), shown, (document) =>
        writeViewCopy(parts, shown.path, document, request),
      )
    },
    openMail: ({ path }, targetPath) => parts.openMail(path, targetPath),
    openArchive: ({ path }, targetPath) => parts.openArchive(path, targetPath),
    toPdf: parts.toPdf,
    async extractPages(file, request) {
      const shown = await shownFile(file)
      return withDocument(sourceFor(shown), shown, (document) =>
        extractPages(parts, shown.path, document, request),
      )
    },
    bindCaseFile: parts.bindCaseFile,
    embedFiles: ({ path }, request) => parts.embedFiles(path, request),
    async redact(file, request) {
      const shown = await shownFile(file)
      return withDocument(sourceFor(shown), shown, (document) => redact(parts, document, request))
    },
    searchRedacted: (file, request) =>
      withDocument(sourceFor(file), file, (document) => searchRedacted(parts, file.path, document, request)),
    rereadRedacted: (file, pageNumber, request) =>
      withDocument(sourceFor(file), file, async (document) =>
        rereadRedacted(parts, await document.openPage(pageNumber), request),
      ),
    tryEngines: parts.tryEngines,
    async [Symbol.asyncDispose]() {
      await parts.recognizer[Symbol.asyncDispose]()
      for (const source of parts.sources) await source[Symbol.asyncDispose]()
    },
  }
}

async function withDocument<Result>(
  source: PageSource,
  { path }: SourceFile,
  use: (document: OpenDocument) => Promise<Result>,
): Promise<Result> {
  const document = await source.open(path)
  try {
    return await use(document)
  } finally {
    await document[Symbol.asyncDispose]()
  }
}

async function factsOf(document: OpenDocument, xmlReader: XmlReader): Promise<DocumentFacts> {
  const { pageCount, title, features } = document
  const invoice = findInvoice(document.embeddedFiles(), xmlReader)
  return {
    pageCount,
    ...(title === undefined ? {} : { title }),
    ...(features === undefined ? {} : { features }),
    ...invoice,
  }
}
