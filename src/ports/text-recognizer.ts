import type { GrayRaster } from '../domain/recognition/raster.ts'
import type { QuarterTurn } from '../domain/recognition/page.ts'
import type { PixelBox } from '../domain/recognition/uncovered-ink.ts'

/** A word that was recognised, in pixels of the raster. */
export interface RecognizedWord {
  readonly text: string
  readonly box: PixelBox
  /** 0..1 */
  readonly confidence: number
  /** Words with the same numbers stand in the same block and line; words come in reading order. */
  readonly block: number
  readonly line: number
}

export interface RecognizeOptions {
  /** ISO 639-2 codes to expect, best first. */
  readonly languages: readonly string[]
  /** Resolution of the raster; layout analysis goes wrong without it. */
  readonly ppi: number
  /** `page`: columns, blocks and reading order; `scattered`: any text anywhere, in no order; `lines`: one below the other. */
  readonly layout: 'page' | 'scattered' | 'lines'
  readonly model: 'usual' | 'better'
}

/**
 * Recognises text on a prepared page. The result depends on nothing but the raster and the options.
 * Fails with `recognition-failed`.
 */
export interface TextRecognizer {
  /** Name and version for the record, such as `tesseract.js 7.0.0`. */
  readonly engine: string
  /** Languages it has data for, of those asked. */
  availableLanguages(asked: readonly string[]): readonly string[]
  /** Whether there is a model of the language that reads better than the usual one and takes longer. */
  hasBetterModel(language: string): boolean
  recognize(page: GrayRaster, options: RecognizeOptions): Promise<readonly RecognizedWord[]>
  /** Clockwise turn that would make the page upright; undefined when there is too little text to tell. */
  detectTurn(page: GrayRaster, ppi: number): Promise<QuarterTurn | undefined>
  [Symbol.asyncDispose](): Promise<void>
}
