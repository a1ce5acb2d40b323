import type { Box, PageView } from '../api/types.ts'

/** A word of a page with the line in which it stands. */
export interface PageWord {
  readonly text: string
  readonly box: Box
  readonly line: number
}

/** From one word to another of the page, both included; the second one moves. */
export interface WordRange {
  readonly anchor: number
  readonly focus: number
}

/** The words of a page in the order of reading. */
export function wordsOf(page: Pick<PageView, 'blocks'> | undefined): readonly PageWord[] {
  const lines = page?.blocks.flatMap(({ lines }) => lines) ?? []
  return lines.flatMap(({ words }, line) => words.map(({ text, box }) => ({ text, box, line })))
}

type Step = (words: readonly PageWord[], from: number) => number

const STEPS: Readonly<Record<string, Step>> = {
  ArrowRight: (words, from) => Math.min(words.length - 1, from + 1),
  ArrowLeft: (_words, from) => Math.max(0, from - 1),
  ArrowDown: (words, from) => inNeighbourLine(words, from, 1),
  ArrowUp: (words, from) => inNeighbourLine(words, from, -1),
  Home: (words, from) => words.findIndex(({ line }) => line === words[from]?.line),
  End: (words, from) => words.findLastIndex(({ line }) => line === words[from]?.line),
}

/** The range after a key, as keys move and extend what is chosen in a text; `undefined` for keys that do not. */
export function movedRange(
  words: readonly PageWord[],
  range: WordRange,
  key: string,
  extends_: boolean,
): WordRange | undefined {
  const step = STEPS[key]
  if (step === undefined || words.length === 0) return undefined
  const focus = step(words, Math.min(range.focus, words.length - 1))
  return { anchor: extends_ ? range.anchor : focus, focus }
}

/** The word of the line above or below that stands nearest; the same word where there is no such line. */
function inNeighbourLine(words: readonly PageWord[], from: number, step: 1 | -1): number {
  const word = words[from]
  if (word === undefined) return from
  let nearest = from
  let nearestDistance = Infinity
  for (const [index, { line, box }] of words.entries()) {
    const distance = Math.abs(middle(box) - middle(word.box))
    if (line === word.line + step && distance < nearestDistance) {
      nearest = index
      nearestDistance = distance
    }
  }
  return nearest
}

function middle([x0, , x1]: Box): number {
  return (x0 + x1) / 2
}

export function wordsInRange(words: readonly PageWord[], { anchor, focus }: WordRange): readonly PageWord[] {
  return words.slice(Math.min(anchor, focus), Math.max(anchor, focus) + 1)
}

/** As one line of text: what a field takes. */
export function rangeText(words: readonly PageWord[], range: WordRange): string {
  return wordsInRange(words, range)
    .map(({ text }) => text)
    .join(' ')
}
