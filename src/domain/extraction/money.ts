import { CURRENCY, HUNDREDTH, currencyCodeOf } from './currencies.ts'
import { findMoneyInWords } from './money-in-words.ts'
import type { FoundMoney } from './found-money.ts'
import { SCALE, scaleOf } from './money-scales.ts'
import { withoutOverlaps } from './overlaps.ts'
import type { Money } from './proposal.ts'

/** TEUR, T€, MUSD */
const SCALE_LETTER = String.raw`[TMk](?=(?:EUR|€|USD|GBP|CHF)(?!\p{L}))`

/** 1.234,56 · 1 234,56 · 1'234.56 · 1234,56 · 1,234.56 · 12,- · 1234 */
const NUMBER = String.raw`\d{1,3}(?:[.’' \u00a0]\d{3}(?!\d)){1,5}(?:,\d{1,2}(?!\d)|,[-–—]{1,2})?|\d{1,3}(?:[,’']\d{3}(?!\d)){1,5}(?:\.\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,4}(?!\d)|[.,][-–—]{1,2})?`

const LEAD = String.raw`(?:(?<leadScale>${SCALE_LETTER})?(?<lead>${CURRENCY})[ \u00a0]?)?`
/** "75 USD million"; "12 Euro 50" and "12 Euro und 50 Cent", where what follows is no other number. */
const LATE_SCALE = String.raw`(?:[ \u00a0](?<lateScale>${SCALE})(?!\p{L}))?`
const MINOR = String.raw`(?:,?[ ](?:(?:und|and)[ ])?(?<minor>\d{1,2})[ ](?:${HUNDREDTH})(?!\p{L})|(?<=\p{L}{4})[ ](?<loose>\d{2})(?=[.;!?)]*(?:\s*[\n\t]|\s*$)|[.;!?)] ))?`
const TRAIL = String.raw`[ \u00a0\n]?(?<trailScale>${SCALE_LETTER})?(?<trail>${CURRENCY})(?![\p{L}\d]|\/\d)${LATE_SCALE}${MINOR}`

const AMOUNT = new RegExp(
  String.raw`(?<![\p{L}\d.,/-])${LEAD}(?<sign>[-–+][ ]?)?(?<number>${NUMBER})(?<debit>[-+](?![\p{L}\d])|[ ][-+](?=[ ](?:${CURRENCY})))?(?:[ \u00a0](?<scale>${SCALE})(?!\p{L}))?(?:${TRAIL}|(?![\d%]|[.,/:-]\d))`,
  'dgiu',
)

const TWO_DECIMALS = /[.,]\d{2}$/

/** Sums of money, and numbers with two decimals that may be some, in order. */
export function findMoney(text: string): readonly FoundMoney[] {
  return withoutOverlaps([...sumsInDigits(text), ...findMoneyInWords(text)])
}

/** A count before a currency that belongs to the next number: "STK 100 EUR 12,50", "1234567 EUR 3,47". */
const COUNT_ONLY = /^(?:\d+|\d+[.,]\d{3,})$/
const SUM_REACH = 40
const NEXT_SUM = new RegExp(
  String.raw`^[ \u00a0]?\d[\d.' ]*[.,]\d{2,6}(?!\d)(?![ \u00a0]?(?:${CURRENCY}))`,
  'iu',
)

interface Parts {
  /** The sum without figures in front that belong to a longer number: "IBAN DE90 1234 5678 90 450,84 EUR". */
  readonly number: string
  readonly start: number
  readonly end: number
  /** Text before and after it. */
  readonly before: string
  readonly after: string
  group(name: string): string | undefined
}

function sumsInDigits(text: string): readonly FoundMoney[] {
  const found: FoundMoney[] = []
  AMOUNT.lastIndex = 0
  for (let match = AMOUNT.exec(text); match !== null; match = AMOUNT.exec(text)) {
    const next = currencyOfNext(text, match)
    if (next !== undefined) AMOUNT.lastIndex = next
    if (next === undefined || match.groups?.['lead'] !== undefined)
      found.push(...moneyOf(partsOf(text, match, next)))
  }
  return found
}

/** Where the currency behind a number begins, when it stands before the next one. */
function currencyOfNext(text: string, match: RegExpExecArray): number | undefined {
  const trail = match.indices?.groups?.['trail']
  if (trail === undefined || !isComplete(text, match)) return undefined
  return NEXT_SUM.test(text.slice(trail[1], trail[1] + SUM_REACH)) ? trail[0] : undefined
}

/** Has its own currency in front, or needs none. */
function isComplete(text: string, { index, groups }: RegExpExecArray): boolean {
  return (
    groups?.['lead'] !== undefined ||
    COUNT_ONLY.test(groups?.['number'] ?? '') ||
    RATE_BEFORE.test(text.slice(Math.max(0, index - ACCOUNT_REACH), index))
  )
}

/** @param next where the currency of the next sum begins */
function partsOf(text: string, match: RegExpExecArray, next: number | undefined): Parts {
  const group = (name: string): string | undefined => match.groups?.[name]
  const before = text.slice(Math.max(0, match.index - ACCOUNT_REACH), match.index)
  const isFree = [group('lead'), group('sign')].some((mark) => mark !== undefined) || !/\d $/.test(before)
  const number = group('number') ?? ''
  const foreign = isFree ? 0 : number.lastIndexOf(' ') + 1
  const end = next ?? match.index + match[0].length
  const after = text.slice(end, end + 6)
  return { number: number.slice(foreign), start: match.index + foreign, end, before, after, group }
}

function moneyOf(parts: Parts): FoundMoney[] {
  const { number, start, end, before, after, group } = parts
  const currency = currencyCodeOf(group('lead') ?? group('trail'))
  if (currency === undefined && !looksLikeMoney(number, after)) return []
  if (looksLikeAccount(number, before) || isExchangeRate(before, after)) return []
  const amount = `${minusOf(group('sign') ?? group('debit'))}${amountOf(parts)}`
  return [{ start, end, money: { amount, currency: currency ?? 'EUR' }, hasCurrency: currency !== undefined }]
}

function amountOf({ number, group }: Parts): string {
  const word = ['scale', 'leadScale', 'trailScale', 'lateScale'].map(group).find((hit) => hit !== undefined)
  const decimal = decimalOf(number, GERMAN_SCALE.test(word ?? ''))
  const cents = group('minor') ?? group('loose')
  const isWhole = decimal.fraction === '' && word === undefined
  return isWhole && cents !== undefined
    ? scaled({ ...decimal, fraction: cents.padStart(2, '0') }, 0)
    : scaled(decimal, scaleOf(word))
}

/** "EUR/USD 1,0797" and "0,9908 USD / EUR" tell what one is worth in the other. */
const RATE_BEFORE = /[A-Z]{3} ?\/ ?(?:[A-Z]{3} ?)?$/

function isExchangeRate(before: string, after: string): boolean {
  return RATE_BEFORE.test(before) || currencyCodeOf(/^ ?\/ ?([A-Z]{3})/.exec(after)?.[1]) !== undefined
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

/** "1,234 Mio." has decimals, "1,234 million" thousands. */
const GERMAN_SCALE = /^(?:tsd|tausend|mio|millionen|mrd|milliarden?)/i

/** The last point or comma with one or two digits behind it parts the decimals; all other marks group thousands. */
function decimalOf(number: string, isThreeAFraction: boolean): Decimal {
  const fraction = isThreeAFraction ? /^(\d{1,3}),(\d{3})$/ : /^(.*?)(?:[.,](\d{1,2}|\d{4}))?$/
  const parts = fraction.exec(number.replace(/[.,][-–—]+$/, '')) ?? /^(.*?)(?:[.,](\d{1,2}))?$/.exec(number)
  const whole = (parts?.[1] ?? '').replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  return { whole: whole === '' ? '0' : whole, fraction: parts?.[2] ?? '' }
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
