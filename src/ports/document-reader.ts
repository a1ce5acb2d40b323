import type { EInvoice } from '../domain/invoices/e-invoice.ts'
import type { Conformance } from '../domain/recognition/conformance.ts'
import type { FileFeatures } from '../domain/recognition/file-features.ts'
import type { QuarterTurn, RecognizedPage } from '../domain/recognition/page.ts'
import type { ReceiptStamp } from '../domain/register/receipt-stamp.ts'

/** A file on this machine that the reader may open; never a name from outside. */
export interface SourceFile {
  readonly path: string
  /** Media type by content (see `domain/intake/media-type.ts`), not by what the sender claimed. */
  readonly mediaType: string
}

/** What is known of a document before a page is read. */
export interface DocumentFacts {
  readonly pageCount: number
  /** Title from the document's own metadata, when it has one. */
  readonly title?: string
  /** Absent for kinds of files that have none. */
  readonly features?: FileFeatures
  /** The electronic invoice that the file is or carries. */
  readonly eInvoice?: EInvoice
  /** Why an invoice that a PDF carries was not read: the code of the failure. */
  readonly eInvoiceRefusal?: EInvoiceRefusal
}

export type EInvoiceRefusal = 'xml-forbidden' | 'document-damaged'

/** A picture of a page, upright, WebP. */
export interface PagePreview {
  readonly widthPx: number
  readonly heightPx: number
  readonly bytes: Uint8Array
}

export interface PageReading {
  readonly page: RecognizedPage
  /**
   * Smallest first; the widths are `PREVIEW_WIDTHS_PX`, fewer when the page is smaller. None of a page that was read
   * without drawing it: `drawPage` makes them when somebody looks at it.
   */
  readonly previews: readonly PagePreview[]
}

export interface ReadPageOptions {
  /** ISO 639-2 codes to expect, best first, such as `['deu', 'eng']`. */
  readonly languages: readonly string[]
}

export interface DrawPageOptions {
  /** Of the recognised page. */
  readonly turn: QuarterTurn
  /** Of the upright page; the picture is narrower where the page has fewer pixels than that. */
  readonly widthPx: number
}

export interface ViewCopyRequest {
  readonly title: string
  /** Every page of the document, in order. */
  readonly pages: readonly RecognizedPage[]
  /** Instant that the copy names as that of its making, in ISO 8601. */
  readonly createdAt: string
  /** Drawn on the first page. */
  readonly stamp?: ReceiptStamp
  /** Where to write the PDF; must not exist yet. */
  readonly targetPath: string
}

export interface ViewCopy {
  readonly sizeBytes: number
  readonly sha256: string
  readonly conformance: Conformance
}

/** A page of the document that goes into a file of its own. */
export interface TakenPage {
  readonly read: RecognizedPage
  /** Clockwise, on top of the turn that makes the page upright. */
  readonly turn: QuarterTurn
}

export interface ExtractRequest {
  readonly title: string
  /** Instant that the file names as that of its making, in ISO 8601. */
  readonly createdAt: string
  /** In the order of the new file. */
  readonly pages: readonly TakenPage[]
  /** Where to write the PDF; must not exist yet. */
  readonly targetPath: string
}

export interface ExtractedFile {
  readonly sizeBytes: number
  readonly sha256: string
  readonly pageCount: number
}

/**
 * Reads foreign bytes behind the wall: in child processes with limits of memory, processor and wall time.
 *
 * Every call stands alone and changes nothing but its own output, so that it can be repeated. A page never depends on
 * what was read before. Fails with a `MailroomError`:
 * - `document-encrypted`  a password is needed to open it
 * - `document-damaged`    it cannot be opened or the page cannot be drawn
 * - `document-limits`     pages, page size or pixels beyond the gates; `facts` name the limit
 * - `recognition-timeout`, `recognition-out-of-memory`, `recognition-crashed`  the child was ended
 * - `insufficient-storage`  the disk has no room for what is written
 * - `unsupported-media-type`  not a PDF, a picture or XML that this build can read
 * - `picture-unreadable`  a picture of a kind that is known but whose codec is not
 * - `xml-forbidden`  XML with a document type, entities, or beyond the gates
 * - `xml-unknown`    XML that is no electronic invoice known here
 */
export interface DocumentReader {
  inspect(source: SourceFile, signal: AbortSignal): Promise<DocumentFacts>
  /** @param pageNumber 1-based */
  readPage(
    source: SourceFile,
    pageNumber: number,
    options: ReadPageOptions,
    signal: AbortSignal,
  ): Promise<PageReading>
  /** A picture of a page for people. */
  drawPage(
    source: SourceFile,
    pageNumber: number,
    options: DrawPageOptions,
    signal: AbortSignal,
  ): Promise<PagePreview>
  /**
   * Writes the searchable view copy: the original page images with an invisible text layer, upright.
   * Born-digital pages keep their own text and get no second layer.
   */
  writeViewCopy(source: SourceFile, request: ViewCopyRequest, signal: AbortSignal): Promise<ViewCopy>
  /**
   * Writes some of the pages into a PDF of their own, upright: pages of a PDF are copied, pictures wrapped, and nothing is
   * compressed anew. Fails with `document-damaged` when a PDF can be shown but its pages cannot be copied.
   */
  extractPages(source: SourceFile, request: ExtractRequest, signal: AbortSignal): Promise<ExtractedFile>
  [Symbol.asyncDispose](): Promise<void>
}
