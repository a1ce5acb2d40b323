import { usualWordHeightPx, type PixelBox } from './uncovered-ink.ts'

/** Relative to the usual height of a word. The smallest print of a letter has more than half of it. */
const FLAT_HEIGHT = 0.3
/** Full stops and the dots of colons that stand alone are read with more than this. */
const SURE_CONFIDENCE = 0.7
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

interface SizedWord {
  readonly text: string
  readonly box: PixelBox
  /** 0..1 */
  readonly confidence: number
}

/**
 * Leaves out what was read from specks and thin lines: letters and digits that are too flat to be any, and signs of the
 * size of a speck that the reading is not sure of.
 */
export function withoutSpecks<Word extends SizedWord>(words: readonly Word[]): Word[] {
  const flatPx = usualWordHeightPx(words.map(({ box }) => box)) * FLAT_HEIGHT
  return words.filter(({ text, box, confidence }) => {
    if (box.bottom - box.top >= flatPx) return true
    if (LETTER_OR_DIGIT.test(text)) return false
    return box.right - box.left >= flatPx || confidence >= SURE_CONFIDENCE
  })
}
