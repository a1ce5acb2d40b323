/** What a document is known again by: in another scan, by another way in. */
export interface Fingerprint {
  /** Two documents that share one may be the same: the same bytes, the same page, or a band of the same text. */
  readonly keys: readonly string[]
  /** MinHash of the text; empty where there is too little of it. */
  readonly signature: readonly number[]
  /** Hashes of the numbers in the text: what tells two letters of one form apart. */
  readonly numbers: readonly number[]
}

/**
 * Three rows a band: two texts that have half of their shingles in common share a band with 96 of 100, with a quarter in
 * common 32 of 100; the signature tells those apart.
 */
const BANDS = 24
const ROWS = 3
const SHINGLE_WORDS = 2
/** Below that a text says too little. */
const MIN_WORDS = 25
const MIN_PAGE_WORDS = 30
const MAX_PAGES = 20
const MAX_NUMBERS = 60
const MAX_WORDS = 20_000

/** @param pages plain text of each page */
export function fingerprintOf(sha256: string, pages: readonly string[]): Fingerprint {
  const words = pages.flatMap(wordsOf).slice(0, MAX_WORDS)
  const signature = words.length < MIN_WORDS ? [] : minHash(shinglesOf(words))
  return {
    keys: [`bytes:${sha256}`, ...pageKeys(pages), ...bandKeys(signature)],
    signature,
    numbers: numbersOf(words),
  }
}

/** Letters and digits alone: recognition errs in marks and capitals first. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,}/gu) ?? []
  )
}

function pageKeys(pages: readonly string[]): string[] {
  return pages.slice(0, MAX_PAGES).flatMap((page) => {
    const words = wordsOf(page)
    if (words.length < MIN_PAGE_WORDS) return []
    const text = words.join(' ')
    return [`page:${hashOf(text, 1).toString(36)}${hashOf(text, 2).toString(36)}`]
  })
}

function shinglesOf(words: readonly string[]): number[] {
  const count = words.length - SHINGLE_WORDS + 1
  return Array.from({ length: count }, (_, at) => hashOf(words.slice(at, at + SHINGLE_WORDS).join(' '), 0))
}

/** The least of each of many orders of the shingles (Broder 1997); an order is a multiplication by an odd number and a turn. */
function minHash(shingles: readonly number[]): number[] {
  return Array.from({ length: BANDS * ROWS }, (_, order) => {
    const factor = hashOf(`order ${order}`, 3) | 1
    let least = 0xffffffff
    for (const shingle of shingles) least = Math.min(least, mixed(Math.imul(shingle, factor)))
    return least
  })
}

/** The finalizer of MurmurHash3: every bit of the input counts for every bit of the output. */
function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return (second ^ (second >>> 16)) >>> 0
}

function bandKeys(signature: readonly number[]): string[] {
  if (signature.length === 0) return []
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = signature.slice(band * ROWS, band * ROWS + ROWS)
    return `text:${band}:${hashOf(rows.join(' '), 4).toString(36)}`
  })
}

function numbersOf(words: readonly string[]): number[] {
  const numbers = words.filter((word) => /\d{2,}/.test(word)).map((word) => hashOf(word, 5))
  return [...new Set(numbers)].sort((left, right) => left - right).slice(0, MAX_NUMBERS)
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mixed(hash)
}
