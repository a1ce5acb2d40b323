import { CURRENCY, HUNDREDTH, currencyCodeOf, currencyOfHundredth } from './currencies.ts'
import type { FoundMoney } from './found-money.ts'
import { SCALE, scaleOf } from './money-scales.ts'
import { NUMBER_IN_WORDS, countOf, numberInWords } from './number-words.ts'

/** "zwölf Euro", "zwölf Euro fünfzig", "dreihundert Euro und zwanzig Cent", "zwei Mio. Euro" */
const AMOUNT_IN_WORDS = new RegExp(
  String.raw`(?<words>${NUMBER_IN_WORDS})(?:[ ](?<scale>${SCALE}))?[ \u00a0\n](?<trail>${CURRENCY})(?![\p{L}\d])(?:,?[ ](?:(?:und|and)[ ])?(?:(?<minor>${NUMBER_IN_WORDS}|\d{1,2})[ ](?:${HUNDREDTH})(?!\p{L})|(?<loose>${NUMBER_IN_WORDS})(?![ ]\p{Lu})))?`,
  'giu',
)

/** "50 Cent", "fünfzig Cent", "64,2 ct" */
const HUNDREDTHS_ONLY = new RegExp(
  String.raw`(?<![\p{L}\d.,/-])(?:(?<number>\d{1,4}(?:[.,]\d{1,2})?)|(?<words>${NUMBER_IN_WORDS}))[ \u00a0](?<unit>${HUNDREDTH})(?!\p{L})`,
  'giu',
)

/** Sums whose number or whose hundredths are written as words. */
export function findMoneyInWords(text: string): readonly FoundMoney[] {
  return [
    ...[...text.matchAll(AMOUNT_IN_WORDS)].flatMap(moneyInWords),
    ...[...text.matchAll(HUNDREDTHS_ONLY)].flatMap(moneyInHundredths),
  ]
}

function moneyInWords(match: RegExpExecArray): FoundMoney[] {
  const { words = '', scale, trail, minor, loose } = match.groups ?? {}
  const number = numberInWords(words)
  const currency = currencyCodeOf(trail)
  const cents = minor ?? loose
  const hundredths = cents === undefined ? 0 : countOf(cents)
  if (number === undefined || currency === undefined || hundredths === undefined || hundredths > 99) return []
  const amount = (number * 10 ** scaleOf(scale) + hundredths / 100).toFixed(2)
  return [{ ...rangeOf(match), money: { amount, currency }, hasCurrency: true }]
}

function moneyInHundredths(match: RegExpExecArray): FoundMoney[] {
  const { number, words = '', unit } = match.groups ?? {}
  const count = number === undefined ? numberInWords(words) : Number(number.replace(',', '.'))
  const currency = currencyOfHundredth(unit)
  if (count === undefined || currency === undefined) return []
  const amount = (count / 100).toFixed(Number.isInteger(count) ? 2 : 4)
  return [{ ...rangeOf(match), money: { amount, currency }, hasCurrency: true }]
}

function rangeOf(match: RegExpExecArray): { readonly start: number; readonly end: number } {
  return { start: match.index, end: match.index + match[0].length }
}
