import { foldLetters } from '../classification/german-words.ts'

/** Somebody whom a person has confirmed as the sender of a document before. */
export interface KnownSender {
  readonly name: string
  readonly street?: string
  readonly postcode?: string
  readonly city?: string
  /** What stood on his letters and tells him again; see `sender-marks.ts`. */
  readonly marks?: readonly string[]
  /** How often. */
  readonly confirmations: number
}

/** A known sender whom a text names, as far as recognition can be trusted. */
export interface SenderMatch {
  readonly sender: KnownSender
  /** 0..1, 1 for the same letters. */
  readonly similarity: number
}

export type MatchSender = (text: string) => SenderMatch | undefined

const MAX_KEY_LENGTH = 200

/** Under which a sender is kept: two spellings that differ in case, marks or umlauts only are one. */
export function senderKey(name: string): string {
  return foldLetters(name)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
    .slice(0, MAX_KEY_LENGTH)
}

/** Shorter names are found by chance in every line. */
const MIN_LETTERS = 6
const LEAST_SIMILARITY = 0.78
/** Letters that begin a word by which lines and names are brought together before they are compared. */
const ANCHOR_LETTERS = 3
/** No name is longer. */
const MAX_TEXT_LENGTH = 200

/** Tells which known sender a line names, best match only; tolerant of what recognition confuses. */
export function senderMatcher(senders: readonly KnownSender[]): MatchSender {
  const index = indexOf(senders)
  return (text) => (index.size === 0 ? undefined : bestMatch(text.slice(0, MAX_TEXT_LENGTH), index))
}

interface Indexed {
  readonly sender: KnownSender
  readonly text: string
  readonly words: number
  readonly pairs: ReadonlyMap<string, number>
}

function indexOf(senders: readonly KnownSender[]): ReadonlyMap<string, readonly Indexed[]> {
  const index = new Map<string, Indexed[]>()
  for (const sender of senders) {
    const text = comparable(sender.name)
    if (text.replaceAll(' ', '').length < MIN_LETTERS) continue
    const entry = { sender, text, words: text.split(' ').length, pairs: pairsOf(text) }
    for (const anchor of anchorsOf(text)) index.set(anchor, [...(index.get(anchor) ?? []), entry])
  }
  return index
}

function bestMatch(text: string, index: ReadonlyMap<string, readonly Indexed[]>): SenderMatch | undefined {
  const line = comparable(text)
  const candidates = new Set([...anchorsOf(line)].flatMap((anchor) => index.get(anchor) ?? []))
  let best: SenderMatch | undefined
  for (const candidate of candidates) {
    const similarity = similarityIn(line, candidate)
    if (similarity >= LEAST_SIMILARITY && similarity > (best?.similarity ?? 0))
      best = { sender: candidate.sender, similarity }
  }
  return best
}

/** The name may stand in a longer line: every run of as many words is compared. */
function similarityIn(line: string, { text, words, pairs }: Indexed): number {
  if (line.includes(text)) return 1
  const lineWords = line.split(' ')
  let best = 0
  for (let start = 0; start + words <= Math.max(words, lineWords.length); start += 1) {
    best = Math.max(best, diceOf(pairsOf(lineWords.slice(start, start + words).join(' ')), pairs))
  }
  return best
}

/** Letters that recognition takes for one another become one (O and 0, I, l and 1, rn and m …). */
function comparable(text: string): string {
  return senderKey(text)
    .replace(/rn/g, 'm')
    .replace(/[0q]/g, 'o')
    .replace(/[1ij|]/g, 'l')
    .replace(/5/g, 's')
    .replace(/8/g, 'b')
}

function anchorsOf(text: string): ReadonlySet<string> {
  const words = text.split(' ').filter((word) => word.length >= ANCHOR_LETTERS)
  return new Set(words.flatMap((word) => [word.slice(0, ANCHOR_LETTERS), `…${word.slice(-ANCHOR_LETTERS)}`]))
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/** Twice the shared pairs of letters over all pairs (Dice). */
function diceOf(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  const count = (pairs: ReadonlyMap<string, number>): number =>
    [...pairs.values()].reduce((sum, n) => sum + n, 0)
  const all = count(left) + count(right)
  if (all === 0) return 0
  let shared = 0
  for (const [pair, n] of left) shared += Math.min(n, right.get(pair) ?? 0)
  return (2 * shared) / all
}
