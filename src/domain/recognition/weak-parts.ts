import type { ReadWord } from './merge-readings.ts'
import type { PixelBox } from './uncovered-ink.ts'

/** Nine of ten words that are read right lie above it, half of those read wrong below. */
const WEAK_CONFIDENCE = 0.8
/** What models without a section sign make of one: a word of its own or behind an opening bracket. */
const LIKE_SECTION_SIGN = /^[("']*(?:[8$5&SB]|88|85|\$\$|8\$|\$8)[.,]?$|\$/u
/** Digits without letters: groups of a number, which are read together. */
const DIGITS = /^\P{L}*\d\P{L}*$/u
/** Rereading costs as much a letter as reading; of pages that are all weak only the weakest parts are read again. */
const MAX_PARTS = 60

const STANDING_RATIO = 4

/** Parts of lines of a first reading that are worth another look, as boxes around their words. */
export interface WeakParts {
  /** Somewhere in it the reading is not sure of itself. */
  readonly unsure: readonly PixelBox[]
  /** It has a word that may be a sign which the model does not know. */
  readonly odd: readonly PixelBox[]
}

export function findWeakParts(words: readonly ReadWord[]): WeakParts {
  const lines = [...groupLines(words).values()].filter((line) => !stands(boxOf(line)))
  const unsure = lines
    .flatMap((line) => partsAround(line, ({ confidence }) => confidence < WEAK_CONFIDENCE))
    .sort((a, b) => weaknessOf(b) - weaknessOf(a))
    .slice(0, MAX_PARTS)
  const known = new Set(unsure.flat())
  const odd = lines
    .flatMap((line) => partsAround(line, (word) => LIKE_SECTION_SIGN.test(word.text) && !known.has(word)))
    .slice(0, MAX_PARTS)
  return { unsure: unsure.map(boxOf), odd: odd.map(boxOf) }
}

/** Lines that run upwards cannot be read as strips that lie. A single narrow letter is no such line. */
function stands({ left, top, right, bottom }: PixelBox): boolean {
  return bottom - top > (right - left) * STANDING_RATIO
}

function groupLines(words: readonly ReadWord[]): Map<string, ReadWord[]> {
  const lines = new Map<string, ReadWord[]>()
  for (const word of words) {
    const key = `${word.block} ${word.line}`
    const line = lines.get(key)
    if (line === undefined) lines.set(key, [word])
    else line.push(word)
  }
  return lines
}

/**
 * The wanted words of a line with the next word on either side: where words part is a part of what may be read wrong. What
 * touches becomes one part.
 */
function partsAround(line: readonly ReadWord[], isWanted: (word: ReadWord) => boolean): ReadWord[][] {
  const parts: { from: number; to: number }[] = []
  line.forEach((word, index) => {
    if (!isWanted(word)) return
    const [from, to] = [
      Math.max(0, nextTo(line, index, -1)),
      Math.min(line.length, nextTo(line, index, 1) + 1),
    ]
    const last = parts.at(-1)
    if (last !== undefined && from <= last.to) last.to = to
    else parts.push({ from, to })
  })
  return parts.map(({ from, to }) => line.slice(from, to))
}

/** Numbers are not cut: `03 41 2 25` shows where its groups part, a group alone does not. */
function nextTo(line: readonly ReadWord[], index: number, step: 1 | -1): number {
  let next = index + step
  while (DIGITS.test(line[next]?.text ?? '')) next += step
  return next
}

/** Letters of words that are not sure, weighted by how unsure they are. */
function weaknessOf(part: readonly ReadWord[]): number {
  return part.reduce(
    (sum, { text, confidence }) => sum + Math.max(0, WEAK_CONFIDENCE - confidence) * text.length,
    0,
  )
}

function boxOf(words: readonly ReadWord[]): PixelBox {
  return {
    left: Math.min(...words.map(({ box }) => box.left)),
    top: Math.min(...words.map(({ box }) => box.top)),
    right: Math.max(...words.map(({ box }) => box.right)),
    bottom: Math.max(...words.map(({ box }) => box.bottom)),
  }
}
