import type { Box, RecognizedPage } from '../domain/recognition/page.ts'
import type { ExtractedFile, SourceFile } from './document-reader.ts'

/** Places of one page, on the upright page. */
export interface PagePlaces {
  /** 1-based. */
  readonly page: number
  readonly boxes: readonly Box[]
}

export interface RedactRequest {
  /** Every page of the document, in order, with the words that may stay. */
  readonly pages: readonly RecognizedPage[]
  readonly burnt: readonly PagePlaces[]
  /** Neutral: it is the only thing that the file says of itself. */
  readonly title: string
  /** Instant that the file names as that of its making, in ISO 8601. */
  readonly createdAt: string
  /** Where to write the PDF; must not exist yet. */
  readonly targetPath: string
}

export interface SearchRequest {
  readonly burnt: readonly PagePlaces[]
  /** Words that nothing in the file may hold, folded. */
  readonly words: readonly string[]
  readonly pageCount: number
}

/** How often something was found that should be gone. */
export interface FileTraces {
  /** Words that programs find in the text of the pages: one of these words, or any word on a burnt place. */
  readonly text: number
  /** Words in the bytes of the file, also in hexadecimal, in UTF-16 and inside of packed parts. */
  readonly bytes: number
  /** Annotations, files, scripts, forms, bookmarks of somebody else, and other things that are no page. */
  readonly extras: number
}

export interface RereadRequest {
  /** Burnt places of this page. */
  readonly boxes: readonly Box[]
  /** Words that stood there, folded. */
  readonly words: readonly string[]
  /** ISO 639-2 codes to expect, best first. */
  readonly languages: readonly string[]
}

export interface PageTraces {
  /** Burnt places that are not black all over. */
  readonly picture: number
  /** Words that a program recognises on a burnt place. */
  readonly recognised: number
  /** Bar codes and matrix codes that can still be read and hold one of the words. */
  readonly codes: number
  /** Whether one of the words can be read elsewhere on the page, where nobody has marked it. */
  readonly isStillVisible: boolean
  /** Name and version of what has read the page. */
  readonly engine: string
}

/** Makes redacted versions and looks whether something is left in them. Behind the wall; fails as `DocumentReader` does. */
export interface Redactor {
  /** Pages as pictures, burnt, with the words that may stay as text; nothing else of the source. */
  redact(source: SourceFile, request: RedactRequest, signal: AbortSignal): Promise<ExtractedFile>
  searchRedacted(source: SourceFile, request: SearchRequest, signal: AbortSignal): Promise<FileTraces>
  /** Draws a page of a redacted version and recognises it anew. */
  rereadRedacted(
    source: SourceFile,
    pageNumber: number,
    request: RereadRequest,
    signal: AbortSignal,
  ): Promise<PageTraces>
}
