import { stackLines } from '../domain/recognition/line-strips.ts'
import { mergeReadings } from '../domain/recognition/merge-readings.ts'
import type { GrayRaster } from '../domain/recognition/raster.ts'
import type { PixelBox } from '../domain/recognition/uncovered-ink.ts'
import { findWeakLines } from '../domain/recognition/weak-lines.ts'
import type { RecognizedWord, RecognizeOptions, TextRecognizer } from '../ports/text-recognizer.ts'

export interface SecondLookTask {
  /** The raster in which the words were read. */
  readonly page: GrayRaster
  readonly ppi: number
  /** Languages to expect; the first is the one that was read. */
  readonly languages: readonly string[]
}

/**
 * Reads weak lines again, with the better model of the same language and with the other languages, and keeps of each
 * word the reading with the better evidence.
 */
export async function lookAgain(
  recognizer: TextRecognizer,
  { page, ppi, languages }: SecondLookTask,
  words: readonly RecognizedWord[],
): Promise<readonly RecognizedWord[]> {
  const { unsure, odd } = findWeakLines(words)
  const [language, ...others] = languages
  let merged = words
  if (language !== undefined && recognizer.hasBetterModel(language)) {
    merged = await reread(recognizer, page, unsure, merged, { languages: [language], ppi, model: 'better' })
  }
  for (const other of others) {
    const options = { languages: [other], ppi, model: 'usual' } as const
    merged = await reread(recognizer, page, [...unsure, ...odd], merged, options)
  }
  return merged
}

async function reread(
  recognizer: TextRecognizer,
  page: GrayRaster,
  lines: readonly PixelBox[],
  words: readonly RecognizedWord[],
  options: Omit<RecognizeOptions, 'layout'>,
): Promise<readonly RecognizedWord[]> {
  if (lines.length === 0) return words
  const strips = stackLines(page, lines)
  const found = await recognizer.recognize(strips.raster, { ...options, layout: 'lines' })
  const second = found.flatMap((word) => {
    const box = strips.toPage(word.box)
    return box === undefined ? [] : [{ ...word, box }]
  })
  return mergeReadings(words, second)
}
