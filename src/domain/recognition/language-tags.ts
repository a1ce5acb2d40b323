/** ISO 639-2 codes of the recognition model and their tags in documents (BCP 47 takes the code of two letters). */
const TAGS: Readonly<Record<string, string>> = {
  deu: 'de',
  eng: 'en',
  fra: 'fr',
  ita: 'it',
  nld: 'nl',
  pol: 'pl',
  spa: 'es',
  tur: 'tr',
}

/** BCP 47 tag of a language; the code itself where there is no shorter one. */
export function bcp47(language: string): string {
  return TAGS[language] ?? language
}
