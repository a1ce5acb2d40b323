import { wordsOf, type Box, type RecognizedPage } from '../recognition/page.ts'
import { coveredWords } from './covered.ts'

/** Shorter ones stand everywhere. */
const MIN_LETTERS = 3
/** Of a document that is black for the most part. */
const MAX_SEARCHED_WORDS = 3_000

/** Letters and digits in lower case; what recognition makes of dashes and dots is of no meaning. */
export function foldedWords(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).filter((word) => word.length >= MIN_LETTERS)
}

export interface MarkedPage {
  readonly page: RecognizedPage
  readonly burnt: readonly Box[]
}

/** Words of burnt places that are not to be read anywhere else in the document: what a redacted version may not hold. */
export function hiddenWords(pages: readonly MarkedPage[]): string[] {
  const visible = new Set<string>()
  const covered = new Set<string>()
  for (const { page, burnt } of pages) {
    const under = new Set(coveredWords(page, burnt))
    for (const word of wordsOf(page)) {
      for (const folded of foldedWords(word.text)) (under.has(word) ? covered : visible).add(folded)
    }
  }
  return [...covered].filter((word) => !visible.has(word)).slice(0, MAX_SEARCHED_WORDS)
}

/** Words of the burnt places of one page, whether they stand elsewhere or not. */
export function coveredFolded({ page, burnt }: MarkedPage): string[] {
  return [...new Set(coveredWords(page, burnt).flatMap(({ text }) => foldedWords(text)))]
}

/**
 * Where a word stands: each place is the box of a word of the document, or of those that together are what was asked for.
 * Upper and lower case, and signs at the ends, are of no meaning.
 */
export function wordPlaces(page: Pick<RecognizedPage, 'blocks'>, text: string): Box[] {
  const wanted = tokensOf(text)
  if (wanted.length === 0) return []
  const places: Box[] = []
  for (const block of page.blocks) {
    for (const { words } of block.lines) {
      const tokens = words.flatMap(({ text: word, box }) => tokensOf(word).map((token) => ({ token, box })))
      for (let start = 0; start + wanted.length <= tokens.length; start += 1) {
        const found = tokens.slice(start, start + wanted.length)
        if (found.every(({ token }, index) => token === wanted[index])) places.push(around(found))
      }
    }
  }
  return places
}

function tokensOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function around(found: readonly { readonly box: Box }[]): Box {
  return [
    Math.min(...found.map(({ box }) => box[0])),
    Math.min(...found.map(({ box }) => box[1])),
    Math.max(...found.map(({ box }) => box[2])),
    Math.max(...found.map(({ box }) => box[3])),
  ]
}
