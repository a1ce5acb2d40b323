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
export const MONTH_NAMES = longestFirst([...MONTH_BY_NAME.keys()])

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

const ENGLISH_ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'.split(
    ' ',
  )

export const ORDINAL_DAYS = `(?:(?:${longestFirst(ORDINAL_STEMS)})e[nrs]?|${longestFirst(ENGLISH_ORDINALS)})`

export function ordinalDayOf(word: string): number | undefined {
  const english = ENGLISH_ORDINALS.indexOf(word.toLowerCase())
  const index = english < 0 ? ORDINAL_STEMS.indexOf(word.toLowerCase().replace(/e[nrs]?$/, '')) : english
  return index < 0 ? undefined : index + 1
}

function longestFirst(words: readonly string[]): string {
  return words.toSorted((a, b) => b.length - a.length).join('|')
}
