import { stackLines } from '../domain/recognition/line-strips.ts'
import { mergeReadings } from '../domain/recognition/merge-readings.ts'
import type { GrayRaster } from '../domain/recognition/raster.ts'
import type { PixelBox } from '../domain/recognition/uncovered-ink.ts'
import { findWeakParts } from '../domain/recognition/weak-parts.ts'
import type { RecognizedWord, RecognizeOptions, TextRecognizer } from '../ports/text-recognizer.ts'

export interface SecondLookTask {
  /** The raster in which the words were read. */
  readonly page: GrayRaster
  readonly ppi: number
  /** Languages to expect; the first is the one that was read. */
  readonly languages: readonly string[]
}

/**
 * Reads weak parts again, with the better model of the same language and then with the other languages, and keeps of
 * each word the reading with the better evidence.
 */
export async function lookAgain(
  recognizer: TextRecognizer,
  { page, ppi, languages }: SecondLookTask,
  words: readonly RecognizedWord[],
): Promise<readonly RecognizedWord[]> {
  const [language, ...others] = languages
  let merged = words
  if (language !== undefined && recognizer.hasBetterModel(language)) {
    const { unsure } = findWeakParts(words)
    merged = await reread(recognizer, page, unsure, merged, { languages: [language], ppi, model: 'better' })
  }
  for (const other of others) {
    // What the better model is sure of needs no other language.
    const { unsure, odd } = findWeakParts(merged)
    const options = { languages: [other], ppi, model: 'usual' } as const
    merged = await reread(recognizer, page, [...unsure, ...odd], merged, options)
  }
  return merged
}

async function reread(
  recognizer: TextRecognizer,
  page: GrayRaster,
  parts: readonly PixelBox[],
  words: readonly RecognizedWord[],
  options: Omit<RecognizeOptions, 'layout'>,
): Promise<readonly RecognizedWord[]> {
  if (parts.length === 0) return words
  const strips = stackLines(page, parts)
  const found = await recognizer.recognize(strips.raster, { ...options, layout: 'lines' })
  const second = found.flatMap((word) => {
    const box = strips.toPage(word.box)
    return box === undefined ? [] : [{ ...word, box }]
  })
  return mergeReadings(words, second)
}
