import { boxAround, type Block, type Line, type Word } from './page.ts'

/** A word with its place in the structure that an engine or a text layer found. */
export interface PlacedWord extends Word {
  /** Words with the same numbers stand in the same block and line; order is reading order. */
  readonly block: number
  readonly line: number
}

/** Builds blocks and lines from words in reading order. */
export function assembleBlocks(words: readonly PlacedWord[]): Block[] {
  return splitWhere(words, (before, word) => before.block !== word.block).map((blockWords) => {
    const lines = splitWhere(blockWords, (before, word) => before.line !== word.line).map(toLine)
    return { lines, box: boxAround(lines.map((line) => line.box)) }
  })
}

function toLine(placed: readonly PlacedWord[]): Line {
  const words = placed.map(({ text, box, confidence }): Word => ({ text, box, confidence }))
  return { words, box: boxAround(words.map((word) => word.box)) }
}

function splitWhere<Item>(items: readonly Item[], isBreak: (before: Item, item: Item) => boolean): Item[][] {
  const groups: Item[][] = []
  for (const item of items) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group === undefined || before === undefined || isBreak(before, item)) groups.push([item])
    else group.push(item)
  }
  return groups
}

/** Mean over the words, each weighted by its letters; 0 without words. */
export function meanConfidence(words: readonly Pick<Word, 'text' | 'confidence'>[]): number {
  let weighted = 0
  let weight = 0
  for (const { text, confidence } of words) {
    weighted += confidence * text.length
    weight += text.length
  }
  return weight === 0 ? 0 : weighted / weight
}
