/** A finite decimal number: `digits` × 10^`exponent`, `digits` without trailing zeros unless it is 0. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

const SHAPE = /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i

function normalised(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits, exponent: 0 }
  while (digits % 10n === 0n) {
    digits /= 10n
    exponent += 1
  }
  return { digits, exponent }
}

/** Reads what Decimal128 and bigint print; undefined for NaN and the infinities. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = SHAPE.exec(text)
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(`${whole}${fraction}` || '0')
  return normalised(sign === '-' ? -digits : digits, Number(exponent) - fraction.length)
}

const bits = new DataView(new ArrayBuffer(8))

/** The exact decimal value of a finite double: every double is a whole number divided by a power of two. */
export function decimalOfDouble(value: number): Decimal {
  bits.setFloat64(0, value)
  const pattern = bits.getBigUint64(0)
  const biased = Number((pattern >> 52n) & 0x7ffn)
  const fraction = pattern & ((1n << 52n) - 1n)
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n)
  const power = (biased === 0 ? 1 : biased) - 1075
  const signed = value < 0 ? -mantissa : mantissa
  // m / 2^k = (m × 5^k) / 10^k
  return power >= 0
    ? normalised(signed << BigInt(power), 0)
    : normalised(signed * 5n ** BigInt(-power), power)
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const exponent = Math.min(a.exponent, b.exponent)
  const difference =
    a.digits * 10n ** BigInt(a.exponent - exponent) - b.digits * 10n ** BigInt(b.exponent - exponent)
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

/**
 * Bytes that sort like the numbers, for numbers of one sign: decimal exponent of the first
 * digit, then the digits, then an end mark; all bits inverted for negative numbers.
 */
export function decimalSortBytes({ digits, exponent }: Decimal): Buffer {
  const negative = digits < 0n
  const text = (negative ? -digits : digits).toString()
  const bytes = Buffer.alloc(2 + text.length + 1)
  bytes.writeUInt16BE(exponent + text.length - 1 + 0x8000, 0)
  for (let i = 0; i < text.length; i++) bytes[2 + i] = Number(text[i]) + 1
  return negative ? (bytes.map((byte) => byte ^ 0xff) as Buffer) : bytes
}
