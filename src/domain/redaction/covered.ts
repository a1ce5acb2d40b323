import { boxAround, wordsOf, type Box, type RecognizedPage, type Word } from '../recognition/page.ts'

/** A word that a mark covers by this share goes altogether: nobody marks half a word on purpose. */
const WHOLE_WORD_SHARE = 0.35
/** Serifs and descenders stick out of the boxes that recognition draws; share of the height of the word. */
const WORD_MARGIN = 0.15

function areaOf([x0, y0, x1, y1]: Box): number {
  return Math.max(0, x1 - x0) * Math.max(0, y1 - y0)
}

function overlapOf(one: Box, other: Box): number {
  return areaOf([
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ])
}

/** Places to burn: what was marked, and the whole of each word that is marked for the most part. */
export function burntPlaces(page: Pick<RecognizedPage, 'blocks'>, marked: readonly Box[]): Box[] {
  if (marked.length === 0) return []
  const words = wordsOf(page).filter(({ box }) =>
    marked.some((mark) => overlapOf(box, mark) >= areaOf(box) * WHOLE_WORD_SHARE && areaOf(box) > 0),
  )
  return [...marked, ...words.map(({ box }) => withMargin(box))]
}

function withMargin([x0, y0, x1, y1]: Box): Box {
  const margin = (y1 - y0) * WORD_MARGIN
  return [
    Math.max(0, x0 - margin / 2),
    Math.max(0, y0 - margin),
    Math.min(1, x1 + margin / 2),
    Math.min(1, y1 + margin),
  ]
}

/** Words that a burnt place touches, be it by a hair: as text they go whole. */
export function coveredWords(page: Pick<RecognizedPage, 'blocks'>, burnt: readonly Box[]): Word[] {
  return wordsOf(page).filter((word) => isTouched(word, burnt))
}

function isTouched({ box }: Word, burnt: readonly Box[]): boolean {
  return burnt.some((place) => overlapOf(box, place) > 0)
}

/** The page with what may stay: no word under a burnt place, no codes. */
export function withoutCovered(page: RecognizedPage, burnt: readonly Box[]): RecognizedPage {
  const { barcodes: _codes, unreadCodes: _unread, ...rest } = page
  return burnt.length === 0 ? rest : keepWords(rest, (word) => !isTouched(word, burnt))
}

/** The page with some of its words; lines and blocks without any go. */
export function keepWords(page: RecognizedPage, isKept: (word: Word) => boolean): RecognizedPage {
  const blocks = page.blocks.flatMap((block) => {
    const lines = block.lines.flatMap((line) => {
      const words = line.words.filter(isKept)
      return words.length === 0 ? [] : [{ words, box: boxAround(words.map(({ box }) => box)) }]
    })
    return lines.length === 0 ? [] : [{ lines, box: boxAround(lines.map(({ box }) => box)) }]
  })
  return { ...page, blocks }
}
