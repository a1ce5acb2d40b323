import type { FileFeatures } from '../domain/recognition/file-features.ts'
import type { PageRaster, PixelSize } from '../domain/recognition/raster.ts'
import type { Box, PointSize } from '../domain/recognition/page.ts'
import type { PagePicture } from './view-copy-writer.ts'
import type { TextLayer } from '../domain/recognition/text-layer.ts'

/** What is drawn on a page beside its text, told without drawing the page. */
export interface PageDrawings {
  /** Parts of the page, in 0..1 of it as shown, that can hold a bar code or matrix code. */
  places(): readonly Box[]
  /** One part of the page on white. Fails with `document-damaged` when it cannot be drawn. */
  draw(place: Box, ppi: number): Promise<PageRaster>
}

/** One page of an opened document, as a viewer shows it (turned as the file says, not yet upright). */
export interface SourcePage extends PointSize {
  /** Resolution of the scan on it, in pixels per inch; undefined for a page that is drawn. */
  readonly nativePpi: number | undefined
  /** Share of the page that pictures cover, 0..1. */
  readonly pictureShare: number
  /** The text that the file brings along; undefined for kinds of files that cannot. */
  readonly textLayer: TextLayer | undefined
  /** Undefined for kinds of files that are nothing but pictures. */
  readonly drawings: PageDrawings | undefined
  /** The stored picture of a page that is nothing else; undefined where pages are composed. */
  readonly picture: (() => Promise<PagePicture>) | undefined
  /** The page on white, exactly this large. Fails with `document-damaged` when it cannot be drawn. */
  draw(size: PixelSize): Promise<PageRaster>
}

/** A file inside of a document. */
export interface EmbeddedFile {
  readonly name: string
  /** Its bytes; `undefined` when there are more than so many, or when they cannot be unpacked. */
  read(maxBytes: number): Uint8Array | undefined
}

/** An opened document. Its pages are not used after it was disposed. */
export interface OpenDocument {
  readonly pageCount: number
  readonly title: string | undefined
  /** Undefined for kinds of files that have none. */
  readonly features: FileFeatures | undefined
  /** @param pageNumber 1-based; fails with `document-damaged` when there is no such page */
  openPage(pageNumber: number): Promise<SourcePage>
  /** The first files that the document carries; none for kinds of files that cannot. */
  embeddedFiles(): readonly EmbeddedFile[]
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Opens documents of one family of media types, inside the wall.
 *
 * Gates of `domain/recognition/limits.ts` are applied before pixels are made. Fails with `document-encrypted`,
 * `document-damaged`, `document-limits` or `unsupported-media-type`.
 */
export interface PageSource {
  /** Name for the record of where a text layer was read. */
  readonly engine: string
  reads(mediaType: string): boolean
  open(path: string): Promise<OpenDocument>
  [Symbol.asyncDispose](): Promise<void>
}
