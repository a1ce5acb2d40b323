import { boxAround, type Block, type RecognizedPage, type Word } from '../../src/domain/recognition/page.ts'

export const A4 = { widthPt: 595.28, heightPt: 841.89 }
/** Set as A4 and made smaller. */
export const A5 = { widthPt: 419.53, heightPt: 595.28 }
/** Mean width of a letter as a share of its height, as in common fonts. */
const LETTER_WIDTH = 0.5
/** What recognition makes of letters. */
const MISREAD: readonly (readonly [string, string])[] = [
  ['e', 'c'],
  ['i', 'l'],
  ['m', 'rn'],
  ['ü', 'u'],
  ['0', 'O'],
  ['1', 'l'],
  ['5', 'S'],
]

/** Sets lines of words at places of a page, as recognition would find them there. */
export interface PagePen {
  /** @param x in points from the left; `size` of the letters in points */
  line(text: string, x: number, y: number, size: number): void
  /** Ends a paragraph: what follows is another block. */
  block(): void
  page(number: number): RecognizedPage
}

/** @param noise share of the letters that are misread */
export function createPen(random: () => number, noise: number, paper = A4): PagePen {
  const blocks: Block[] = []
  let lines: { words: Word[]; box: ReturnType<typeof boxAround> }[] = []
  const shift = (random() - 0.5) * 0.012
  const lean = (random() - 0.5) * 0.006
  const place = (text: string, x: number, y: number, size: number): Word => {
    const width = text.length * size * LETTER_WIDTH
    const top = (y - size) / A4.heightPt + shift + lean * (x / A4.widthPt)
    const left = x / A4.widthPt + shift
    const box = [left, top, left + width / A4.widthPt, top + size / A4.heightPt] as const
    return { text: misread(text, random, noise), box, confidence: 0.9 }
  }
  return {
    line(text, x, y, size) {
      let at = x
      const words = text.split(' ').map((part) => {
        const word = place(part, at, y, size)
        at += (part.length + 1) * size * LETTER_WIDTH
        return word
      })
      lines.push({ words, box: boxAround(words.map(({ box }) => box)) })
    },
    block() {
      if (lines.length > 0) blocks.push({ lines, box: boxAround(lines.map(({ box }) => box)) })
      lines = []
    },
    page(number) {
      this.block()
      return {
        number,
        ...paper,
        rotation: 0,
        skewDegrees: 0,
        blank: blocks.length === 0,
        source: 'ocr',
        sourceReason: 'no-text-layer',
        engine: 'own letters',
        languages: [],
        meanConfidence: 0.9,
        blocks,
        barcodes: [],
      }
    },
  }
}

function misread(text: string, random: () => number, noise: number): string {
  let out = text
  for (const [right, wrong] of MISREAD) if (random() < noise * text.length) out = out.replace(right, wrong)
  return out
}
