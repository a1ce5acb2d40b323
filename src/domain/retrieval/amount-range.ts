/** Amounts from and to, both included, in cents; an open end is absent. */
export interface AmountRange {
  readonly fromCents?: number
  readonly toCents?: number
}

/** Decimal comma with points or blanks between thousands, or a decimal point. */
const GERMAN = /^\d{1,3}(?:[.\u00A0 ]?\d{3})*(?:,\d{1,2})?$/
const PLAIN = /^\d{1,12}(?:\.\d{1,2})?$/

/** Reads `100`, `1.234,56`, ranges of them with `..`, and `<`, `<=`, `>`, `>=` before one; `undefined` for anything else. */
export function parseAmountRange(text: string): AmountRange | undefined {
  const bare = text.replace(/\s*(?:€|eur(?:o)?)\s*/giu, '')
  const compared = /^(?<sign>[<>]=?)(?<amount>.+)$/.exec(bare)?.groups
  if (compared !== undefined) return comparison(compared['sign'] ?? '', cents(compared['amount'] ?? ''))
  const ends = bare.split('..')
  if (ends.length > 2 || ends.every((end) => end === '')) return undefined
  const amounts = ends.map((end) => (end === '' ? undefined : cents(end)))
  if (amounts.some((amount, index) => amount === undefined && ends[index] !== '')) return undefined
  return range(amounts[0], amounts.at(-1))
}

function comparison(sign: string, amount: number | undefined): AmountRange | undefined {
  if (amount === undefined) return undefined
  switch (sign) {
    case '>=':
      return range(amount, undefined)
    case '<=':
      return range(undefined, amount)
    case '>':
      return range(amount + 1, undefined)
    default:
      return range(undefined, amount - 1)
  }
}

function cents(text: string): number | undefined {
  if (PLAIN.test(text)) return Math.round(Number(text) * 100)
  if (!GERMAN.test(text)) return undefined
  return Math.round(Number(text.replace(/[.\u00A0 ]/g, '').replace(',', '.')) * 100)
}

function range(fromCents: number | undefined, toCents: number | undefined): AmountRange {
  return {
    ...(fromCents === undefined ? {} : { fromCents }),
    ...(toCents === undefined ? {} : { toCents }),
  }
}
