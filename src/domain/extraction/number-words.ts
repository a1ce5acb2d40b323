/** What makes a teen or a ten of a unit before it: so that "dreizehn" is read in one way only, and not as "drei" and "zehn" too. */
const NO_TEN = '(?!zehn|zig|ßig|ssig)'

/** Numerals of one word, German and English; umlauts and ß as recognition and typewriters write them. */
const SMALL: readonly (readonly [number, string])[] = [
  [0, 'null|zero'],
  [1, 'ein(?:s|e[mnrs]?)?(?!inhalb|[ ]?halb| viertel)|one'],
  [2, 'zwei(?:er)?|zwo|two'],
  [3, `drei(?:er)?${NO_TEN}(?!viertel)|three`],
  [4, `vier${NO_TEN}|four`],
  [5, `f(?:ü|ue?)nf${NO_TEN}|five`],
  [6, 'sechs|six'],
  [7, 'sieben|seven'],
  [8, `acht${NO_TEN}|eight`],
  [9, `neun${NO_TEN}|nine`],
  [10, 'zehn|ten'],
  [11, 'elf|eleven'],
  [12, 'zw(?:ö|oe?)lf|twelve'],
  [13, 'dreizehn|thirteen'],
  [14, 'vierzehn|fourteen'],
  [15, 'f(?:ü|ue?)nfzehn|fifteen'],
  [16, 'sechzehn|sixteen'],
  [17, 'siebzehn|seventeen'],
  [18, 'achtzehn|eighteen'],
  [19, 'neunzehn|nineteen'],
  [20, 'zwanzig|twenty'],
  [30, 'drei(?:ß|ss)ig|thirty'],
  [40, 'vierzig|forty'],
  [50, 'f(?:ü|ue?)nfzig|fifty'],
  [60, 'sechzig|sixty'],
  [70, 'siebzig|seventy'],
  [80, 'achtzig|eighty'],
  [90, 'neunzig|ninety'],
]
/** What stands before counts them; alone they count once. Smallest first. */
const LARGE: readonly (readonly [number, string])[] = [
  [1e2, 'hundert|hundred'],
  [1e3, 'tausend|thousand'],
  [1e6, 'million(?:en|s)?'],
  [1e9, 'milliarden?'],
]
const FRACTIONS: readonly (readonly [number, string])[] = [
  [0.25, 'viertel|quarter'],
  [0.5, '(?:ein)?halbe?[nrs]?|half'],
  [0.75, 'dreiviertel'],
  [1.5, 'anderthalb'],
]
/** Says nothing of its own before these: "eine halbe Million", "two and a half", "a hundred". */
const ARTICLE = '(?:eine?[nr]?|an?) (?=halb|viertel|half|quarter|hundred|thousand|million)'
const JOINTS = `und|and|of|${ARTICLE}`

/** Longer numerals before those that they begin with: "dreizehn" before "drei". */
const NUMERALS = [...FRACTIONS, ...LARGE, ...SMALL.toReversed()]
const NUMERAL = NUMERALS.map(([, words]) => words).join('|')
const PART = `${NUMERAL}|${JOINTS}`
const MAX_PARTS = 14

/** A number in words, in one word or several: "zwölf", "dreihundertfünfzig", "zwei Millionen", "thirty-five". */
export const NUMBER_IN_WORDS = String.raw`(?<![\p{L}\d])(?:${ARTICLE})?(?:${NUMERAL})(?:[ -]?(?:${PART})){0,${MAX_PARTS}}(?!\p{L})`

const TOKEN = new RegExp(NUMERAL, 'giu')
const ARTICLES = new RegExp(ARTICLE, 'giu')
const VALUES = NUMERALS.map(([value, words]) => ({ value, pattern: new RegExp(`^(?:${words})$`, 'iu') }))

/** The number that the words name; undefined where they name none ("zweidrei"). */
export function numberInWords(words: string): number | undefined {
  const parts = (words.replace(ARTICLES, '').match(TOKEN) ?? []).flatMap(valueOfPart)
  return parts.length === 0 ? undefined : valueOf(parts)
}

function valueOfPart(part: string): number[] {
  const hit = VALUES.find(({ pattern }) => pattern.test(part))
  return hit === undefined ? [] : [hit.value]
}

/** Splits at the largest unit: what stands before it counts it, what stands behind it is added. */
function valueOf(parts: readonly number[]): number | undefined {
  const unit = LARGE.toReversed().find(([value]) => parts.includes(value))?.[0]
  if (unit === undefined) return belowHundred(parts)
  const at = parts.lastIndexOf(unit)
  const count = at === 0 ? 1 : valueOf(parts.slice(0, at))
  const rest = at === parts.length - 1 ? 0 : valueOf(parts.slice(at + 1))
  return count === undefined || rest === undefined || rest >= unit ? undefined : count * unit + rest
}

/** "fünfundzwanzig" and "twenty five", "zweieinhalb"; two numerals side by side are none. */
function belowHundred(parts: readonly number[]): number | undefined {
  const [first = 0, second, ...more] = parts
  if (second === undefined) return first
  if (more.length > 0) return undefined
  const isTensAndOnes = (tens: number, ones: number): boolean =>
    tens >= 20 && tens % 10 === 0 && ones < 10 && ones > 0
  const isFraction = second < 1 && first >= 1
  return isTensAndOnes(first, second) || isTensAndOnes(second, first) || isFraction
    ? first + second
    : undefined
}

/** The whole number of "14" or "vierzehn", for counts of days or weeks. */
export function countOf(text: string): number | undefined {
  const count = /^\d+$/.test(text) ? Number(text) : numberInWords(text)
  return Number.isInteger(count) ? count : undefined
}
