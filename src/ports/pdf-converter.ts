import type { SourceFile } from './document-reader.ts'

/** Size and hash of the PDF that was written. */
export interface WrittenPdf {
  readonly sizeBytes: number
  readonly sha256: string
}

/**
 * Makes a PDF of what is none, behind the wall. Nothing that the file links to is loaded, and no macro runs.
 *
 * Fails as `DocumentReader` does, and with
 * - `conversion-unavailable`  the program that could is not installed here
 */
export interface PdfConverter {
  /** @param targetPath must not exist yet */
  toPdf(source: SourceFile, targetPath: string, signal: AbortSignal): Promise<WrittenPdf>
}
