import type { ExtractedFile, ExtractRequest, ViewCopy, ViewCopyRequest } from './document-reader.ts'

/** EXIF orientation, 1..8 (CIPA DC-008, 4.6.4): how the stored picture is turned and mirrored to be shown. */
export type ExifOrientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

interface PackedPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly bytes: Uint8Array
  readonly orientation: ExifOrientation
}

/** A picture in a form that PDF takes over as it is. */
export type PagePicture =
  | (PackedPicture & { readonly kind: 'jpeg-gray' | 'jpeg-colour' })
  /** `blackIs1` is PDF's word for pictures in which the runs that CCITT calls black are shown white. */
  | (PackedPicture & { readonly kind: 'ccitt-g4'; readonly blackIs1: boolean })
  /** Rows with PNG's predictors, packed with Flate. */
  | (PackedPicture & {
      readonly kind: 'png'
      readonly channels: 1 | 3
      readonly bitsPerSample: 1 | 2 | 4 | 8 | 16
      /** Red, green and blue of each index. */
      readonly palette?: Uint8Array
    })

/**
 * Writes searchable view copies, inside the wall. The text layer is invisible and lies where the words are; what
 * could act in the original (scripts, launch actions) is left out. Fails with `document-damaged` when a PDF can be
 * shown but not rewritten, with `already-exists` when the target is there.
 */
export interface ViewCopyWriter {
  /** The pages of a PDF as they are, upright, with a text layer on those that were recognised. */
  rewrite(path: string, request: ViewCopyRequest): Promise<ViewCopy>
  /** A new PDF with one picture a page; `pictures` come in the order of `request.pages`. */
  wrap(pictures: AsyncIterable<PagePicture>, request: ViewCopyRequest): Promise<ViewCopy>
  /** Some pages of a PDF as they are, upright, in a file of their own; without anything that could act. */
  extract(path: string, request: ExtractRequest): Promise<ExtractedFile>
}
