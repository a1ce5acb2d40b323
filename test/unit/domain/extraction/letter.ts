import { readingOf } from '../../../../src/domain/extraction/reading.ts'
import type { PageText, ReadablePage } from '../../../../src/domain/extraction/reading.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'
import type { Block, Box } from '../../../../src/domain/recognition/page.ts'

/** A page as extractors read it, from plain text with columns. */
export function readingOfText(text: string): readonly PageText[] {
  return readingOf(textPages(text))
}

/** A line of a drawn page: where it begins (0..1) and what it says. */
export interface DrawnLine {
  readonly x: number
  readonly y: number
  readonly text: string
  /** Height of the letters on the page, 0..1; ordinary print by default. */
  readonly height?: number
}

const ORDINARY_HEIGHT = 0.01
const CHARACTER_WIDTH = 0.009

/** An A4 page with lines at given places, each a block of its own, as OCR finds letterheads and address fields. */
export function drawnPage(lines: readonly DrawnLine[], number = 1): ReadablePage {
  const blocks = lines.map(({ x, y, text, height = ORDINARY_HEIGHT }): Block => {
    let at = x
    const words = text.split(' ').map((word) => {
      const box: Box = [at, y, at + word.length * CHARACTER_WIDTH, y + height]
      at += (word.length + 1) * CHARACTER_WIDTH
      return { text: word, box, confidence: 0.9 }
    })
    const box: Box = [x, y, at, y + height]
    return { lines: [{ words, box }], box }
  })
  return { number, widthPt: 595, heightPt: 842, blocks }
}
