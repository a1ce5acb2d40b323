/** Short words that are frequent in one of the languages and rare in the other. */
const FUNCTION_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'deu',
    new Set(
      'und der die das den dem des ein eine einer einen ist nicht mit für von zu auf sich im wir sie'.split(
        ' ',
      ),
    ),
  ],
  [
    'eng',
    new Set(
      'the and of to in is that for it with as was on are be this by have from you we our your'.split(' '),
    ),
  ],
])
/** Fewer hits prove nothing. */
const MIN_HITS = 3
/** A second language is named when it has at least this share of the hits. */
const MIN_SHARE = 0.2

/** Languages whose function words are seen in a text, most frequent first; empty when there are too few to tell. */
export function seenLanguages(words: readonly string[]): string[] {
  const hits = [...FUNCTION_WORDS].map(([language, known]) => ({
    language,
    count: words.filter((word) => known.has(word.toLowerCase())).length,
  }))
  const total = hits.reduce((sum, { count }) => sum + count, 0)
  return hits
    .filter(({ count }) => count >= MIN_HITS && count >= total * MIN_SHARE)
    .sort((a, b) => b.count - a.count)
    .map(({ language }) => language)
}
