import type { FrontMatter } from '../domain/disclosure/front-pages.ts'

/** A searchable copy that goes into the file, whole. */
export interface BoundPart {
  /** On this machine; a PDF. */
  readonly path: string
  /** Of its bookmark. */
  readonly title: string
  readonly pageCount: number
}

export interface BindRequest {
  /** Begins the line at the foot of each page: `Akte 50.10-2026-3`. */
  readonly title: string
  /** Instant that the file names as that of its making, in ISO 8601. */
  readonly createdAt: string
  readonly front: FrontMatter
  readonly parts: readonly BoundPart[]
  /** Where to write the PDF; must not exist yet. */
  readonly targetPath: string
}

export type BoundFile =
  | { readonly sizeBytes: number; readonly sha256: string; readonly pageCount: number }
  /** Nothing was written: this part, counted from 0, cannot be taken over. The cause is for the log. */
  | { readonly unreadablePart: number; readonly cause: string }

/**
 * Binds documents into one PDF behind the wall: cover, index, all pages with their numbers, bookmarks. Pictures are taken over
 * as they are. It holds one part at a time in memory. Fails as `DocumentReader` does when the child is ended.
 */
export interface CaseFileBinder {
  bindCaseFile(request: BindRequest, signal: AbortSignal): Promise<BoundFile>
}
