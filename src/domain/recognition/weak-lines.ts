import type { ReadWord } from './merge-readings.ts'
import type { PixelBox } from './uncovered-ink.ts'

/** Nine of ten words that are read right lie above it, half of those read wrong below. */
const WEAK_CONFIDENCE = 0.8
/** What models without a section sign make of one: a word of its own or behind an opening bracket. */
const LIKE_SECTION_SIGN = /^[("']*(?:[8$5&SB]|88|85|\$\$|8\$|\$8)[.,]?$|\$/u
/** Rereading costs as much a line as reading; of pages that are all weak only the weakest are read again. */
const MAX_LINES = 40

const STANDING_RATIO = 4

/** Lines of a first reading that are worth another look, as boxes around their words. */
export interface WeakLines {
  /** Somewhere in it the reading is not sure of itself. */
  readonly unsure: readonly PixelBox[]
  /** It has a word that may be a sign which the model does not know. */
  readonly odd: readonly PixelBox[]
}

export function findWeakLines(words: readonly ReadWord[]): WeakLines {
  const lines = [...groupLines(words).values()].filter((line) => !stands(boxOf(line)))
  const unsure = lines
    .map((line) => ({ line, weakness: weaknessOf(line) }))
    .filter(({ weakness }) => weakness > 0)
    .sort((a, b) => b.weakness - a.weakness)
    .slice(0, MAX_LINES)
    .map(({ line }) => line)
  const odd = lines.filter(
    (line) => !unsure.includes(line) && line.some(({ text }) => LIKE_SECTION_SIGN.test(text)),
  )
  return { unsure: unsure.map(boxOf), odd: odd.slice(0, MAX_LINES).map(boxOf) }
}

/** Lines that run upwards cannot be read as strips that lie. A single narrow letter is no such line. */
function stands({ left, top, right, bottom }: PixelBox): boolean {
  return bottom - top > (right - left) * STANDING_RATIO
}

function groupLines(words: readonly ReadWord[]): Map<string, ReadWord[]> {
  const lines = new Map<string, ReadWord[]>()
  for (const word of words) {
    const key = `${word.block} ${word.line}`
    lines.set(key, [...(lines.get(key) ?? []), word])
  }
  return lines
}

/** Letters of words that are not sure, weighted by how unsure they are. */
function weaknessOf(line: readonly ReadWord[]): number {
  return line.reduce(
    (sum, { text, confidence }) => sum + Math.max(0, WEAK_CONFIDENCE - confidence) * text.length,
    0,
  )
}

function boxOf(line: readonly ReadWord[]): PixelBox {
  return {
    left: Math.min(...line.map(({ box }) => box.left)),
    top: Math.min(...line.map(({ box }) => box.top)),
    right: Math.max(...line.map(({ box }) => box.right)),
    bottom: Math.max(...line.map(({ box }) => box.bottom)),
  }
}
