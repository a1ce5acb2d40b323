import { STOP_WORDS } from '../retrieval/stop-words.ts'

/** A word as printed and as it is compared. */
export interface Token {
  readonly printed: string
  /** Lower case, without umlauts and endings; numbers by their shape. */
  readonly normal: string
}

const WORD_OR_NUMBER = /[\p{L}\p{M}]+|\d[\d.,:/]*\d|\d/gu
const MAX_TOKEN_LENGTH = 40

/** Words and numbers of a text; words parted at the end of a line are joined ("Rech-\nnung"). */
export function tokensOf(text: string, limit: number): readonly Token[] {
  const joined = text.replace(/(\p{Ll})[-\u00ad]\n(\p{Ll})/gu, '$1$2')
  const tokens: Token[] = []
  for (const match of joined.matchAll(WORD_OR_NUMBER)) {
    if (tokens.length >= limit) break
    const printed = match[0].slice(0, MAX_TOKEN_LENGTH)
    tokens.push({ printed, normal: /^\d/.test(printed) ? numberShape(printed) : stem(foldLetters(printed)) })
  }
  return tokens
}

/** Lower case without umlauts, accents and ß: OCR drops them as easily as people do. */
export function foldLetters(word: string): string {
  return word
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
}

/** Endings by length of what must remain, after J. Caumanns' light stemmer: compounds and roots stay untouched. */
const ENDINGS = ['ern', 'em', 'er', 'en', 'es', 'e', 's', 'n']
const MIN_STEM_LENGTH = 4

export function stem(folded: string): string {
  const ending = ENDINGS.find(
    (candidate) => folded.endsWith(candidate) && folded.length - candidate.length >= MIN_STEM_LENGTH,
  )
  return ending === undefined ? folded : folded.slice(0, -ending.length)
}

/** Numbers say little by their value and much by their form: dates, amounts, years, sections of law. */
function numberShape(number: string): string {
  if (/^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(number)) return '#datum'
  if (/^[\d.]{1,12},\d{2}$/.test(number)) return '#betrag'
  if (/^(?:19|20)\d{2}$/.test(number)) return '#jahr'
  return /^\d{1,3}$/.test(number) ? number : `#${Math.min(number.length, 12)}`
}

/** What a reason calls a number that is known by its shape only; undefined for words and short numbers. */
export function numberName(normal: string): string | undefined {
  if (normal === '#datum') return 'ein Datum'
  if (normal === '#betrag') return 'ein Betrag'
  if (normal === '#jahr') return 'eine Jahreszahl'
  const digits = /^#(\d+)$/.exec(normal)?.[1]
  return digits === undefined ? undefined : `eine Zahl mit ${digits} Zeichen`
}

/**
 * Says little of what a letter is about, and yet much of what is looked for when somebody types it; in English letters, too.
 */
const MORE_FUNCTION_WORDS =
  'jemand beide beiden vieler mehr falls sodass bevor sowohl entweder weder schon erst bereits immer nie oft dann ans wegen ab worden sei seien ' +
  'konnten musste wollen wollte darf dürfen mag möchten bzw usw eben ganz gar jedoch weitere weiteren ' +
  'the and for with you your are this that have from not our'

/**
 * Words of the grammar: articles, pronouns, prepositions, conjunctions, auxiliary verbs, particles; folded, as models
 * without umlauts read them.
 */
const FUNCTION_WORDS = new Set([...STOP_WORDS, ...MORE_FUNCTION_WORDS.split(' ')].map(foldLetters))

/** Whether a word holds a sentence together and says nothing of what it is about. */
export function isFunctionWord(printed: string): boolean {
  return FUNCTION_WORDS.has(foldLetters(printed))
}
