/** Digits behind the point that are kept; prices have up to eight. */
const SCALE_DIGITS = 10
const SCALE = 10n ** BigInt(SCALE_DIGITS)
const DECIMAL = /^([+-]?)(\d{1,20})?(?:\.(\d{1,20}))?$/
/** One cent in the units of `Decimal`. */
export const CENT = SCALE / 100n

/** A decimal number in units of 1e-10. Sums of money are never floats. */
export type Decimal = bigint

/** `undefined` for what is no plain decimal number. */
export function parseDecimal(text: string | undefined): Decimal | undefined {
  const match = DECIMAL.exec(text?.trim() ?? '')
  if (match === null) return undefined
  const [, sign, whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return undefined
  const units = BigInt(`${whole}${fraction.slice(0, SCALE_DIGITS).padEnd(SCALE_DIGITS, '0')}`)
  return sign === '-' ? -units : units
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total + value, 0n)
}

export function product(left: Decimal, right: Decimal): Decimal {
  return (left * right) / SCALE
}

export function quotient(left: Decimal, right: Decimal): Decimal | undefined {
  return right === 0n ? undefined : (left * SCALE) / right
}

export function distance(left: Decimal, right: Decimal): Decimal {
  const difference = left - right
  return difference < 0n ? -difference : difference
}

/** Rounded to cents, halves away from zero: `'1234.50'`. */
export function toCents(value: Decimal): string {
  const negative = value < 0n
  const cents = ((negative ? -value : value) + CENT / 2n) / CENT
  const digits = cents.toString().padStart(3, '0')
  return `${negative && cents > 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
