import type { ConformanceFault } from '../domain/recognition/conformance.ts'
import type { SourceFile } from './document-reader.ts'

/** A file that goes into a PDF, byte by byte. */
export interface EmbeddedFile {
  /** ASCII, so that every reader shows it. */
  readonly filename: string
  readonly mediaType: string
  readonly description: string
  /** What it is to the document that carries it (ISO 19005-3, annex E). */
  readonly relationship: 'Data' | 'Supplement'
  /** Instant in ISO 8601. */
  readonly modifiedAt: string
  readonly bytes: Uint8Array
}

export interface EmbedRequest {
  readonly files: readonly EmbeddedFile[]
  /** The source was found to be PDF/A-2b when it was written. Without that nothing is claimed, whatever is found now. */
  readonly isArchivable: boolean
  /** Where to write the PDF; must not exist yet. */
  readonly targetPath: string
}

export interface EmbeddedCopy {
  readonly sizeBytes: number
  readonly sha256: string
  readonly claim: 'PDF/A-3b' | 'none'
  /** Rules that are broken, or may be. */
  readonly faults: readonly ConformanceFault[]
}

/**
 * Puts files into a PDF of ours as associated files, behind the wall. Pages, title and the instant of making stay what they
 * were; the same source and files give the same bytes. Fails as `DocumentReader` does.
 */
export interface FileEmbedder {
  embedFiles(source: SourceFile, request: EmbedRequest, signal: AbortSignal): Promise<EmbeddedCopy>
}
