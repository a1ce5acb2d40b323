import { receiptNumberFrom } from '../intake/receipt-number.ts'

/** Numbers that nothing has, first and last included. */
export interface ReceiptGap {
  readonly from: string
  readonly to: string
}

export interface ReceiptSeries {
  readonly prefix: string
  readonly year: number
  /** The number given last. */
  readonly last: number
}

/** So many gaps are named; a register that has more is broken beyond lists. */
export const MAX_GAPS = 100

const LARGEST_SERIAL = 999_999

/**
 * Finds numbers of a series that nothing has, by counting: halves that are full are not looked into.
 *
 * @param count how many numbers there are from one to another, both included
 */
export async function findGaps(
  { prefix, year, last }: ReceiptSeries,
  count: (from: string, to: string) => Promise<number>,
): Promise<ReceiptGap[]> {
  const numberOf = (serial: number): string => receiptNumberFrom(prefix, year, serial)
  const missing: { first: number; last: number }[] = []

  /** Numbers of six digits are in the order of their texts. */
  async function look(first: number, final: number): Promise<void> {
    if (first > final || missing.length > MAX_GAPS) return
    const present = await count(numberOf(first), numberOf(final))
    if (present >= final - first + 1) return
    if (present === 0) {
      const before = missing.at(-1)
      if (before?.last === first - 1) before.last = final
      else missing.push({ first, last: final })
      return
    }
    const middle = Math.floor((first + final) / 2)
    await look(first, middle)
    await look(middle + 1, final)
  }

  await look(1, Math.min(last, LARGEST_SERIAL))
  return missing.slice(0, MAX_GAPS).map((gap) => ({ from: numberOf(gap.first), to: numberOf(gap.last) }))
}
