import { isValidIban } from '../extraction/iban-check.ts'
import { meanConfidence } from './assemble.ts'
import type { PixelBox } from './uncovered-ink.ts'

/** A word as one pass of recognition read it. */
export interface ReadWord {
  readonly text: string
  readonly box: PixelBox
  /** 0..1 */
  readonly confidence: number
  readonly block: number
  readonly line: number
}

/** Shares of the smaller word that both must have in common to be the same place. */
const SAME_PLACE = { heightShare: 0.5, widthShare: 0.3 }
/** Models differ in how sure they are of themselves; less than this is no evidence. */
const CONFIDENCE_MARGIN = 0.03
/** Letters that models without a section sign make of it. */
const MADE_OF_SECTION_SIGN = '(?:88|85|[8$B5S&])'

/**
 * Merges a second reading of the same raster into the first, place by place. Evidence decides: check digits, marks on
 * letters, signs that one of the models does not know, and how sure the readings are. Words that only one of them saw
 * are those of the first.
 */
export function mergeReadings<Word extends ReadWord>(
  first: readonly Word[],
  second: readonly Word[],
): Word[] {
  const places = commonPlaces(first, second)
  return first.flatMap((word) => {
    const place = places.get(word)
    if (place === undefined) return [word]
    if (place.first[0] !== word) return []
    const { block, line } = word
    return betterReading(place.first, place.second).map((chosen) => ({ ...chosen, block, line }))
  })
}

interface Place<Word> {
  readonly first: Word[]
  readonly second: Word[]
}

/** Words of both readings that cover each other, one way or another: `Haupt straße` and `Hauptstraße` are one place. */
function commonPlaces<Word extends ReadWord>(
  first: readonly Word[],
  second: readonly Word[],
): Map<Word, Place<Word>> {
  const places = new Map<Word, Place<Word>>()
  for (const word of second) {
    const covered = first.filter((other) => isSamePlace(word.box, other.box))
    const touched = new Set(covered.flatMap((other) => places.get(other) ?? []))
    const joined: Place<Word> = {
      first: inOrder(first, new Set([...covered, ...[...touched].flatMap((place) => place.first)])),
      second: [...[...touched].flatMap((place) => place.second), word],
    }
    for (const other of joined.first) places.set(other, joined)
  }
  return places
}

function inOrder<Word>(words: readonly Word[], wanted: ReadonlySet<Word>): Word[] {
  return words.filter((word) => wanted.has(word))
}

function isSamePlace(a: PixelBox, b: PixelBox): boolean {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return (
    width > 0 &&
    width >= SAME_PLACE.widthShare * Math.min(a.right - a.left, b.right - b.left) &&
    height >= SAME_PLACE.heightShare * Math.min(a.bottom - a.top, b.bottom - b.top)
  )
}

function betterReading<Word extends ReadWord>(
  first: readonly Word[],
  second: readonly Word[],
): readonly Word[] {
  const before = textOf(first)
  const after = textOf(second)
  if (before === after) return meanConfidence(second) > meanConfidence(first) ? second : first
  return (
    byCheckDigits(before, after, first, second) ??
    byGroups(before, after, first, second) ??
    bySectionSign(before, after, first, second) ??
    byMarks(before, after, first, second) ??
    (meanConfidence(second) > meanConfidence(first) + CONFIDENCE_MARGIN ? second : first)
  )
}

type Choice = <Item>(before: string, after: string, first: Item, second: Item) => Item | undefined

const byCheckDigits: Choice = (before, after, first, second) => {
  const validBefore = isValidIban(before.replaceAll(' ', ''))
  if (validBefore === isValidIban(after.replaceAll(' ', ''))) return undefined
  return validBefore ? first : second
}

/** Gaps between groups of digits are overlooked more often than invented. */
const byGroups: Choice = (before, after, first, second) => {
  const isSame = before.replaceAll(' ', '') === after.replaceAll(' ', '')
  if (!isSame || !/^[\d ()/.,-]+$/u.test(before)) return undefined
  return after.length > before.length ? second : first
}

/** A model whose alphabet has no section sign never sees one; a model that has it does not invent one. */
const bySectionSign: Choice = (before, after, first, second) => {
  if (before.includes('§') === after.includes('§')) return undefined
  const [having, lacking] = before.includes('§') ? [before, after] : [after, before]
  const pattern = new RegExp(`^${escaped(having).replaceAll('§', MADE_OF_SECTION_SIGN)}$`, 'u')
  if (!pattern.test(lacking)) return undefined
  return having === before ? first : second
}

/** A model whose alphabet lacks `ü` reads `u`; one that has it seldom sees dots where there are none. */
const byMarks: Choice = (before, after, first, second) => {
  if (withoutMarks(before) !== withoutMarks(after)) return undefined
  return marks(after) > marks(before) ? second : first
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'B')
}

function marks(text: string): number {
  return text.normalize('NFD').match(/\p{M}|ß/gu)?.length ?? 0
}

function textOf(words: readonly ReadWord[]): string {
  return words.map(({ text }) => text).join(' ')
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
}
