/** Names and short forms by month, German (with Austrian) and English; matched without umlauts too, as OCR reads them. */
const MONTHS: readonly (readonly string[])[] = [
  ['Januar', 'Jänner', 'Janner', 'January', 'Jan'],
  ['Februar', 'Feber', 'February', 'Febr', 'Feb'],
  ['März', 'Marz', 'Maerz', 'March', 'Mär', 'Mrz', 'Mar'],
  ['April', 'Apr'],
  ['Mai', 'May'],
  ['Juni', 'June', 'Jun'],
  ['Juli', 'July', 'Jul'],
  ['August', 'Aug'],
  ['September', 'Sept', 'Sep'],
  ['Oktober', 'October', 'Okt', 'Oct'],
  ['November', 'Nov'],
  ['Dezember', 'December', 'Dez', 'Dec'],
]

const MONTH_BY_NAME = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name.toLowerCase(), index + 1] as const)),
)

/** Alternation for a regular expression, longest names first. */
export const MONTH_NAMES = [...MONTH_BY_NAME.keys()].toSorted((a, b) => b.length - a.length).join('|')

export function monthOf(name: string): number | undefined {
  return MONTH_BY_NAME.get(name.toLowerCase())
}

const ONES = ['ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun']
const FIRST_STEMS = [
  'erst',
  'zweit',
  'dritt',
  'viert',
  'fünft',
  'sechst',
  'siebt',
  'acht',
  'neunt',
  'zehnt',
  'elft',
  'zwölft',
]
const TEENS = ['dreizehnt', 'vierzehnt', 'fünfzehnt', 'sechzehnt', 'siebzehnt', 'achtzehnt', 'neunzehnt']
const TWENTIES = ['zwanzigst', ...ONES.map((one) => `${one}undzwanzigst`)]
const THIRTIES = ['dreißigst', 'einunddreißigst']

/** Stems of the ordinals from the first to the thirty-first. */
const ORDINAL_STEMS = [...FIRST_STEMS, ...TEENS, ...TWENTIES, ...THIRTIES]

export const ORDINAL_DAYS = `(?:${ORDINAL_STEMS.toSorted((a, b) => b.length - a.length).join('|')})e[nrs]?`

export function ordinalDayOf(word: string): number | undefined {
  const index = ORDINAL_STEMS.indexOf(word.toLowerCase().replace(/e[nrs]?$/, ''))
  return index < 0 ? undefined : index + 1
}

/** Numbers as words, as far as periods of time use them; all case endings of "ein". */
const NUMBER_WORDS: readonly (readonly string[])[] = [
  ['ein', 'eine', 'einem', 'einen', 'einer', 'eines'],
  ['zwei', 'zweier'],
  ['drei', 'dreier'],
  ['vier'],
  ['fünf', 'funf'],
  ['sechs'],
  ['sieben'],
  ['acht'],
  ['neun'],
  ['zehn'],
  ['elf'],
  ['zwölf', 'zwolf'],
  ['dreizehn'],
  ['vierzehn'],
]
const NUMBER_BY_WORD = new Map([
  ...NUMBER_WORDS.flatMap((words, index) => words.map((word) => [word, index + 1] as const)),
  ['zwanzig', 20] as const,
  ['einundzwanzig', 21] as const,
  ['dreißig', 30] as const,
])

export const NUMBER_WORD_PATTERN = [...NUMBER_BY_WORD.keys()]
  .toSorted((a, b) => b.length - a.length)
  .join('|')

/** The number of "14" or "vierzehn". */
export function numberOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : NUMBER_BY_WORD.get(text.toLowerCase())
}
