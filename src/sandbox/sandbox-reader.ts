import { MailroomError } from '../domain/errors.ts'
import type {
  DocumentFacts,
  PageReading,
  ReadPageOptions,
  SourceFile,
  ViewCopy,
  ViewCopyRequest,
} from '../ports/document-reader.ts'
import type { OpenDocument, PageSource } from '../ports/page-source.ts'
import type { ViewCopyWriter } from '../ports/view-copy-writer.ts'
import { writeViewCopy } from './write-view-copy.ts'
import { readPage, type PageReaderParts } from './read-page.ts'

export interface SandboxParts extends PageReaderParts {
  readonly sources: readonly PageSource[]
  readonly viewCopies: ViewCopyWriter
}

/** What one child process can do. Time and memory are watched from outside, so nothing here takes a signal. */
export interface SandboxReader {
  inspect(source: SourceFile): Promise<DocumentFacts>
  readPage(source: SourceFile, pageNumber: number, options: ReadPageOptions): Promise<PageReading>
  writeViewCopy(source: SourceFile, request: ViewCopyRequest): Promise<ViewCopy>
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
  return {
    inspect: (file) => withDocument(sourceFor(file), file, factsOf),
    readPage: (file, number, { languages }) => {
      const source = sourceFor(file)
      return withDocument(source, file, async (document) => {
        const page = await document.openPage(number)
        return readPage(parts, { number, page, languages, layerEngine: source.engine })
      })
    },
    writeViewCopy: (file, request) =>
      withDocument(sourceFor(file), file, (document) => writeViewCopy(parts, file.path, document, request)),
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

async function factsOf(document: OpenDocument): Promise<DocumentFacts> {
  const { pageCount, title, hasFormFields, hasSignature } = document
  return { pageCount, hasFormFields, hasSignature, ...(title === undefined ? {} : { title }) }
}
