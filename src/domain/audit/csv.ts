/** A cell that begins like this is a formula for spreadsheets (OWASP CSV Injection; ASVS 5.0, 1.2.10). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u
const NEEDS_QUOTES = /[";\n\r]/

/** One line of a table with semicolons, as German spreadsheets read it (RFC 4180 but for the separator). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(';')}\r\n`
}

function cellOf(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
