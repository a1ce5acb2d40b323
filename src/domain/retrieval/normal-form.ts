import { germanStem, isStemmable } from './german-stemmer.ts'

/** OCR garbage comes in long runs; real words end before this. Longer ones are found by their beginning. */
const MAX_TERM_LENGTH = 64

/** The stem cache starts anew when it holds this many words (a year of letters has about 350,000 different ones). */
const STEM_CACHE_SIZE = 100_000

/**
 * One spelling for all spellings of a word: compatibility forms and ligatures taken apart, lower case, ß as ss, umlauts
 * written as ae, oe, ue turned back, accents dropped but for ä ö ü. Only letters and digits are left.
 */
export function normalForm(word: string): string {
  const lower = word.toLowerCase()
  const plain = /^[a-z0-9äöüß]*$/.test(lower) ? lower : withoutAccents(lower)
  return umlautsOf(plain.replaceAll('ß', 'ss')).slice(0, MAX_TERM_LENGTH)
}

/** Also without the dots of ä ö ü, as stems are: for beginnings of words and names of fields. */
export function bareForm(word: string): string {
  return normalForm(word).replaceAll('ä', 'a').replaceAll('ö', 'o').replaceAll('ü', 'u')
}

function withoutAccents(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/([aou])\u0308/g, (_, letter: string) => `${letter}\u0308`.normalize('NFC'))
    .replace(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFC')
}

/**
 * ae, oe and ue as written where there are no umlaut keys (Mueller, Gebuehr). A ue after a vowel or q (neue, Steuer,
 * Quelle) and at the end (Statue) is none. A word that is wrongly turned (aktuell) is so in index and question alike.
 */
function umlautsOf(word: string): string {
  return word
    .replaceAll('ae', 'ä')
    .replaceAll('oe', 'ö')
    .replace(/(?<![aeoäöq])ue(?=.)/g, 'ü')
}

/** Gives the search term of a word; owns a cache, because letters use the same words again and again. */
export type Termer = (word: string) => string

export function createTermer(): Termer {
  const cache = new Map<string, string>()
  return function term(word) {
    const known = cache.get(word)
    if (known !== undefined) return known
    const normal = normalForm(word)
    const found = isStemmable(normal) ? germanStem(normal) : bareForm(normal)
    if (cache.size >= STEM_CACHE_SIZE) cache.clear()
    cache.set(word, found)
    return found
  }
}
