import type { Money } from './proposal.ts'

export interface FoundMoney {
  readonly start: number
  readonly end: number
  readonly money: Money
  /** False for a number that only looks like money: two decimals, no currency. */
  readonly hasCurrency: boolean
}

/** Signs, codes and names by ISO 4217 code: Europe and the world's most traded. */
const CURRENCIES: Readonly<Record<string, readonly string[]>> = {
  EUR: ['€', 'EUR', 'Euro', 'Euros'],
  USD: ['US$', 'US-Dollar', 'USD', '$', 'Dollar', 'Dollars'],
  GBP: ['£', 'GBP', 'Pfund', 'Pfund Sterling', 'Pounds'],
  CHF: ['CHF', 'SFr.', 'Fr.', 'Franken', 'Schweizer Franken'],
  JPY: ['¥', 'JPY', 'Yen'],
  CNY: ['CNY', 'Yuan', 'RMB'],
  PLN: ['PLN', 'Zloty', 'Złoty', 'zł'],
  CZK: ['CZK', 'Kč', 'Tschechische Kronen'],
  DKK: ['DKK', 'Dänische Kronen'],
  SEK: ['SEK', 'Schwedische Kronen'],
  NOK: ['NOK', 'Norwegische Kronen'],
  HUF: ['HUF', 'Forint'],
  RON: ['RON', 'Lei'],
  TRY: ['TRY', '₺', 'Türkische Lira'],
  RUB: ['RUB', 'Rubel', '₽'],
  AUD: ['AUD', 'A$'],
  CAD: ['CAD', 'C$'],
  INR: ['INR', '₹', 'Rupien', 'Rupees'],
  DEM: ['DM', 'DEM'],
}

const CODE_BY_NAME = new Map(
  Object.entries(CURRENCIES).flatMap(([code, names]) =>
    names.map((name) => [name.toLowerCase(), code] as const),
  ),
)

const CURRENCY = [...CODE_BY_NAME.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map((name) => name.replace(/[$.]/g, '\\$&'))
  .join('|')

/** Power of ten of a word for a large unit. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:tsd|tausend|thousand|k)/i, 3],
  [/^(?:mio|million)/i, 6],
  [/^(?:mrd|milliarde|billion(?!en))/i, 9],
  [/^(?:billionen|trillion)/i, 12],
]
const SCALE = String.raw`(?:Tsd\.?|Tausend|thousand|Mio\.?|Millionen|Million|millions|Mrd\.?|Milliarden|Milliarde|Billionen|billion|billions|trillion)`

/** 1.234,56 · 1 234,56 · 1'234.56 · 1234,56 · 1,234.56 · 12,- · 1234 */
const NUMBER = String.raw`\d{1,3}(?:[.’' \u00a0]\d{3}(?!\d)){1,5}(?:,\d{1,2}(?!\d)|,[-–—]{1,2})?|\d{1,3}(?:[,’']\d{3}(?!\d)){1,5}(?:\.\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,4}(?!\d)|[.,][-–—]{1,2})?`

const AMOUNT = new RegExp(
  String.raw`(?<![\p{L}\d.,/-])(?:(?<lead>${CURRENCY})[ \u00a0]?)?(?<sign>[-–+][ ]?)?(?<number>${NUMBER})(?<debit>[-+](?![\p{L}\d]))?(?:[ \u00a0](?<scale>${SCALE}))?(?:[ \u00a0\n]?(?<trail>${CURRENCY})(?![\p{L}\d]))?(?![\d%]|[.,/:-]\d)`,
  'giu',
)

const TWO_DECIMALS = /[.,]\d{2}$/

/** Sums of money, and numbers with two decimals that may be some, in order. */
export function findMoney(text: string): readonly FoundMoney[] {
  return [...text.matchAll(AMOUNT)].flatMap((match) => moneyOf(text, match))
}

function moneyOf(text: string, match: RegExpExecArray): FoundMoney[] {
  const { lead, trail, number = '', scale, sign, debit } = match.groups ?? {}
  const currency = CODE_BY_NAME.get((trail ?? lead ?? '').toLowerCase())
  const range = { start: match.index, end: match.index + match[0].length }
  if (currency === undefined && !looksLikeMoney(number, text.slice(range.end, range.end + 2))) return []
  if (looksLikeAccount(number, text.slice(Math.max(0, match.index - ACCOUNT_REACH), match.index))) return []
  const amount = scaled(decimalOf(number), scaleOf(scale))
  const money = { amount: `${minusOf(sign ?? debit)}${amount}`, currency: currency ?? 'EUR' }
  return [{ ...range, money, hasCurrency: currency !== undefined }]
}

/** Figures in a row that nobody would write without points or blanks between the thousands. */
const LONG_NUMBER = /^\d{8,}$/
/** A shorter one is a number of something behind these words, or with a nought in front. */
const NUMBER_IN_A_ROW = /^\d{5,}$/
const NUMBER_WORD =
  /(?:konto|depot|kunden|vertrags|rechnungs|kassenzeichen)\p{L}*|(?<!\p{L})(?:nr|no|kto)\.?$/iu
const ACCOUNT_REACH = 24

/** "Konto 1234567 EUR" says in which currency an account is kept, and no sum. */
function looksLikeAccount(number: string, before: string): boolean {
  if (LONG_NUMBER.test(number)) return true
  if (!NUMBER_IN_A_ROW.test(number)) return false
  return number.startsWith('0') || NUMBER_WORD.test(before.trim().replace(/[\s.:-]+$/, ''))
}

function minusOf(mark: string | undefined): string {
  return mark === undefined || mark.startsWith('+') ? '' : '-'
}

function looksLikeMoney(number: string, after: string): boolean {
  return TWO_DECIMALS.test(number) && !/^\s?%/.test(after)
}

interface Decimal {
  readonly whole: string
  readonly fraction: string
}

/** The last point or comma with one or two digits behind it parts the decimals; all other marks group thousands. */
function decimalOf(number: string): Decimal {
  const parts = /^(.*?)(?:[.,](\d{1,2}|\d{4}))?$/.exec(number.replace(/[.,][-–—]+$/, ''))
  const whole = (parts?.[1] ?? '').replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  return { whole: whole === '' ? '0' : whole, fraction: parts?.[2] ?? '' }
}

function scaleOf(word: string | undefined): number {
  return SCALES.find(([pattern]) => pattern.test(word ?? ''))?.[1] ?? 0
}

/** With at least two decimals. */
function scaled({ whole, fraction }: Decimal, power: number): string {
  const shifted = `${whole}${fraction.slice(0, power).padEnd(power, '0')}`.replace(/^0+(?=\d)/, '')
  return `${shifted}.${fraction.slice(power).padEnd(2, '0')}`
}

/** Hundredths, for sums; undefined when the amount is finer or too large to count exactly. */
export function centsOf({ amount }: Money): number | undefined {
  const match = /^(-?)(\d{1,13})\.(\d{2})0*$/.exec(amount)
  if (match === null) return undefined
  const cents = Number(`${match[2] ?? ''}${match[3] ?? ''}`)
  return match[1] === '-' ? -cents : cents
}
