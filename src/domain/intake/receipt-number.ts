const SERIAL_DIGITS = 6

/** Such as `MZ-2026-000123`. */
export function receiptNumberFrom(prefix: string, year: number, serial: number): string {
  return `${prefix}-${year}-${String(serial).padStart(SERIAL_DIGITS, '0')}`
}
