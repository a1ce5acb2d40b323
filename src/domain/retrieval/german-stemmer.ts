/**
 * The German stemmer of the Snowball project (M. F. Porter, snowballstem.org/algorithms/german/stemmer.html, version 2).
 * Words of one family get the same stem: Häuser and Hauses `haus`, Kündigung and kündigen `kundig`. Stems are for
 * comparing and no words for people.
 */

const VOWEL = /[aeiouyäöü]/
const NON_VOWEL_AFTER_VOWEL = /[aeiouyäöü][^aeiouyäöü]/
const VALID_S_ENDING = /[bdfghklmnrt]$/
const VALID_ST_ENDING = /.{3}[bdfghklmnt]$/

/** Step 1 leaves at least this many letters. */
const SHORTEST_STEM = 3

/** What is being stemmed: the word so far, and where the regions R1 and R2 of the algorithm begin. */
interface Regions {
  readonly r1: number
  readonly r2: number
}

/** @param word lower case, with ä ö ü and without ß */
export function germanStem(word: string): string {
  const marked = markConsonantalVowels(word)
  const regions = regionsOf(marked)
  const stem = withoutDerivation(withoutComparison(withoutInflection(marked, regions), regions), regions)
  return stem
    .replaceAll('U', 'u')
    .replaceAll('Y', 'y')
    .replaceAll('ä', 'a')
    .replaceAll('ö', 'o')
    .replaceAll('ü', 'u')
}

/** u and y between vowels count as consonants; they are upper case while the word is worked on. */
function markConsonantalVowels(word: string): string {
  return word.replace(/(?<=[aeiouyäöü])[uy](?=[aeiouyäöü])/g, (letter) => letter.toUpperCase())
}

function regionsOf(word: string): Regions {
  const first = regionAfter(word, 0)
  return { r1: Math.max(first, Math.min(SHORTEST_STEM, word.length)), r2: regionAfter(word, first) }
}

/** The region after the first consonant that follows a vowel. */
function regionAfter(word: string, start: number): number {
  const found = NON_VOWEL_AFTER_VOWEL.exec(word.slice(start))
  return found === null ? word.length : start + found.index + 2
}

function withoutInflection(word: string, { r1 }: Regions): string {
  const suffix = longestSuffix(word, ['ern', 'em', 'er', 'en', 'es', 'e', 's'])
  const rest = without(word, suffix)
  if (suffix === '' || rest.length < r1) return word
  if (suffix === 's') return VALID_S_ENDING.test(rest) ? rest : word
  if (suffix.startsWith('e') && rest.endsWith('niss') && ['e', 'en', 'es'].includes(suffix))
    return without(rest, 's')
  return rest
}

function withoutComparison(word: string, { r1 }: Regions): string {
  const suffix = longestSuffix(word, ['est', 'en', 'er', 'st'])
  const rest = without(word, suffix)
  if (suffix === '' || rest.length < r1) return word
  if (suffix === 'st') return VALID_ST_ENDING.test(rest) ? rest : word
  return rest
}

function withoutDerivation(word: string, regions: Regions): string {
  const suffix = longestSuffix(word, ['isch', 'lich', 'heit', 'keit', 'end', 'ung', 'ig', 'ik'])
  const rest = without(word, suffix)
  if (suffix === '' || rest.length < regions.r2) return word
  switch (suffix) {
    case 'end':
    case 'ung':
      return rest.endsWith('ig') ? withoutUnlessAfterE(rest, 'ig', regions.r2) : rest
    case 'lich':
    case 'heit':
      return withoutIn(rest, longestSuffix(rest, ['er', 'en']), regions.r1)
    case 'keit':
      return withoutIn(rest, longestSuffix(rest, ['lich', 'ig']), regions.r2)
    default:
      return rest.endsWith('e') ? word : rest
  }
}

function withoutUnlessAfterE(word: string, suffix: string, regionStart: number): string {
  return without(word, suffix).endsWith('e') ? word : withoutIn(word, suffix, regionStart)
}

function withoutIn(word: string, suffix: string, regionStart: number): string {
  return word.length - suffix.length >= regionStart ? without(word, suffix) : word
}

function longestSuffix(word: string, suffixesLongestFirst: readonly string[]): string {
  return suffixesLongestFirst.find((suffix) => word.endsWith(suffix)) ?? ''
}

function without(word: string, suffix: string): string {
  return word.slice(0, word.length - suffix.length)
}

/** True for what the stemmer can work on; names in other scripts and numbers stay as they are. */
export function isStemmable(word: string): boolean {
  return word.length > SHORTEST_STEM && VOWEL.test(word) && /^[a-zäöü]+$/.test(word)
}
