import type { EngineTrial } from '../../domain/recognition/engine-choice.ts'
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
} from '../../ports/document-reader.ts'
import type { OpenedArchive } from '../../ports/archive-opener.ts'
import type { BindRequest, BoundFile } from '../../ports/case-file-binder.ts'
import type { EmbeddedCopy, EmbedRequest } from '../../ports/file-embedder.ts'
import type { OpenedMail } from '../../ports/mail-opener.ts'
import type { WrittenPdf } from '../../ports/pdf-converter.ts'
import type {
  FileTraces,
  PageTraces,
  RedactRequest,
  RereadRequest,
  SearchRequest,
} from '../../ports/redactor.ts'

/** Each child has a folder for temporary files, with a name that begins like this. */
export const FOLDER_PREFIX = 'poststelle-child-'

/** What a child needs to know before its first request. */
export interface SandboxSettings {
  /** `auto` takes the program `tesseract` when it is installed, else WebAssembly; the parent knows better by a trial. */
  readonly engine: 'auto' | 'tesseract.js' | 'tesseract'
  /** Folder of `<language>.traineddata` files; found by itself when absent. */
  readonly tessdataDirectory?: string
}

/** The reader as it runs inside of a child; the parent watches time and memory, so there are no signals. */
export interface ConfinedReader {
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
  /** Reads a page of its own making with every engine that is here. */
  tryEngines(): Promise<readonly EngineTrial[]>
}

/** One call of a `ConfinedReader`. */
export type Call =
  | { readonly method: 'inspect'; readonly args: readonly [SourceFile] }
  | { readonly method: 'readPage'; readonly args: readonly [SourceFile, number, ReadPageOptions] }
  | { readonly method: 'drawPage'; readonly args: readonly [SourceFile, number, DrawPageOptions] }
  | { readonly method: 'writeViewCopy'; readonly args: readonly [SourceFile, ViewCopyRequest] }
  | { readonly method: 'openMail'; readonly args: readonly [SourceFile, string] }
  | { readonly method: 'openArchive'; readonly args: readonly [SourceFile, string] }
  | { readonly method: 'toPdf'; readonly args: readonly [SourceFile, string] }
  | { readonly method: 'extractPages'; readonly args: readonly [SourceFile, ExtractRequest] }
  | { readonly method: 'bindCaseFile'; readonly args: readonly [BindRequest] }
  | { readonly method: 'embedFiles'; readonly args: readonly [SourceFile, EmbedRequest] }
  | { readonly method: 'redact'; readonly args: readonly [SourceFile, RedactRequest] }
  | { readonly method: 'searchRedacted'; readonly args: readonly [SourceFile, SearchRequest] }
  | { readonly method: 'rereadRedacted'; readonly args: readonly [SourceFile, number, RereadRequest] }
  | { readonly method: 'tryEngines'; readonly args: readonly [] }

export type ToChild =
  | { readonly kind: 'start'; readonly settings: SandboxSettings }
  | { readonly kind: 'call'; readonly id: number; readonly call: Call }

/** A failure that crosses the process border. Without a code it is a defect. */
export interface Failure {
  readonly code: string | undefined
  readonly message: string
  readonly facts: Readonly<Record<string, unknown>>
}

export type FromChild =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure }

/** A child's words are not trusted more than the file it read. */
export function isFromChild(message: unknown): message is FromChild {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false
  if (message.kind === 'ready') return true
  return (
    (message.kind === 'result' || message.kind === 'failure') &&
    'id' in message &&
    typeof message.id === 'number'
  )
}
