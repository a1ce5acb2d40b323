import type { Box } from './page.ts'

/** A word of a PDF's own text, as it lies on the page that a viewer shows. */
export interface LayerWord {
  readonly text: string
  readonly box: Box
  /** Drawn with render mode 3 (neither filled nor stroked): the hidden text of a scanner's own recognition. */
  readonly invisible: boolean
  /** Clockwise angle of the writing direction on the page as shown, in degrees: 0 for upright text. */
  readonly angleDegrees: number
  /** The word begins a new line. */
  readonly startsLine: boolean
}

export interface TextLayer {
  readonly words: readonly LayerWord[]
}

/** What to do with the text that a page brings along. */
export type TextLayerVerdict =
  | { readonly use: 'all'; readonly reason: 'text-layer-sound' | 'hidden-text-sound' }
  | { readonly use: 'with-recognition'; readonly reason: 'text-layer-partial' }
  | { readonly use: 'none'; readonly reason: 'no-text-layer' | 'text-layer-garbled' | 'hidden-text-poor' }

/** Fewer letters are a stamp of some software or a page number, not the text of a page. */
const MIN_LETTERS = 30
/** Replacement characters, private use and control codes: fonts without a mapping to Unicode. */
const MAX_UNMAPPED_SHARE = 0.02
/** Letters and digits among all characters that show. */
const MIN_TEXT_SHARE = 0.5
const MIN_WORDLIKE_SHARE = 0.6
/** German and English have 37 to 40 % vowels; lists of abbreviations come near 25 %. */
const MIN_VOWEL_SHARE = 0.2
/** Recognition by a scanner is taken over only when it is as good as ours usually is. */
const MIN_HIDDEN_WORDLIKE_SHARE = 0.85
/** A page with this much picture may have text in it that its text layer does not know. */
const PICTURE_SHARE = 0.15

/**
 * Decides whether the text of a page can be trusted.
 *
 * @param pictureShare share of the page that pictures cover, 0..1
 */
export function judgeTextLayer(layer: TextLayer, pictureShare: number): TextLayerVerdict {
  const text = layer.words.map((word) => word.text).join('')
  const letters = countMatches(text, /\p{L}/gu)
  const hidden = layer.words.filter((word) => word.invisible).length > layer.words.length / 2
  if (text === '' || (letters < MIN_LETTERS && pictureShare >= PICTURE_SHARE)) {
    return { use: 'none', reason: 'no-text-layer' }
  }
  if (isGarbled(text)) return { use: 'none', reason: 'text-layer-garbled' }
  const wordlike = wordlikeShare(layer.words.map((word) => word.text))
  if (hidden) {
    const sound = wordlike >= MIN_HIDDEN_WORDLIKE_SHARE
    return sound ? { use: 'all', reason: 'hidden-text-sound' } : { use: 'none', reason: 'hidden-text-poor' }
  }
  if (wordlike < MIN_WORDLIKE_SHARE) return { use: 'none', reason: 'text-layer-garbled' }
  if (pictureShare >= PICTURE_SHARE || letters < MIN_LETTERS) {
    return { use: 'with-recognition', reason: 'text-layer-partial' }
  }
  return { use: 'all', reason: 'text-layer-sound' }
}

function isGarbled(text: string): boolean {
  const shown = countMatches(text, /\S/gu)
  const unmapped = countMatches(text, /[\uFFFD\p{Co}\p{Cn}\p{Cc}]/gu)
  const readable = countMatches(text, /[\p{L}\p{N}]/gu)
  const isUnreadable = unmapped > shown * MAX_UNMAPPED_SHARE || readable < shown * MIN_TEXT_SHARE
  return isUnreadable || lacksVowels(text)
}

/** Fonts whose codes are shifted against Unicode give letters, but not those of a language. */
function lacksVowels(text: string): boolean {
  const letters = countMatches(text, /\p{Script=Latin}/gu)
  return letters >= MIN_LETTERS && countMatches(text, VOWELS) < letters * MIN_VOWEL_SHARE
}

/**
 * Share of the words that could be words: those in Latin script have vowels, no endless runs of consonants and no
 * capitals inside. Other scripts are not judged. 1 when there is nothing to judge.
 */
export function wordlikeShare(words: readonly string[]): number {
  const judged = words
    .map(stripPunctuation)
    .filter((word) => word.length >= 3 && /\p{Script=Latin}/u.test(word))
  if (judged.length === 0) return 1
  return judged.filter(isWordlike).length / judged.length
}

function stripPunctuation(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

/** German reaches eight consonants in a row at joints of compounds ("Angstschweiß"). */
const CONSONANT_RUN = /[bcdfghjklmnpqrstvwxzß]{9,}/iu
const VOWELS = /[aeiouyäöüàáâãåæèéêëìíîïòóôõøùúûœ]/giu
const VOWEL = /[aeiouyäöüàáâãåæèéêëìíîïòóôõøùúûœ]/iu

function isWordlike(word: string): boolean {
  if (/^\p{Lu}+$/u.test(word) && word.length <= 5) return true
  if (/\p{N}/u.test(word)) return isCodeLike(word)
  if (!VOWEL.test(word) || CONSONANT_RUN.test(word)) return false
  return word
    .split(/[-/.@_&+]/u)
    .every((part) => !/\p{Ll}\p{Lu}{2,}|\p{Ll}\p{Lu}\p{Ll}*\p{Lu}\p{Ll}/u.test(part))
}

/** Numbers with letters, such as `50.3`, `A4`, `2024-09-01T10:00`, `DE12…`: long alternations are misread. */
function isCodeLike(word: string): boolean {
  const changes = countMatches(word, /\p{L}\p{N}|\p{N}\p{L}/gu)
  return changes <= 2 || /^[\p{Lu}\p{N}\-/.]+$/u.test(word)
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
