const collator = new Intl.Collator('de', { numeric: true })

/** The order people expect of numbers and names: `33.2` before `33.10`, `Ämter` beside `Amt`. */
export function naturalOrder(left: string, right: string): number {
  return collator.compare(left, right)
}
