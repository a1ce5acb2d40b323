type Cell = string | number | undefined
type CsvRow = readonly Cell[]

/** First characters of what spreadsheet programs take for a formula (OWASP, CSV injection), in full width too. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/** Tells Excel that the file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A table as German spreadsheet programs open it: UTF-8 with mark, semicolons, every cell in quotes, no formulas. */
export function csvOf(rows: readonly CsvRow[]): string {
  return BYTE_ORDER_MARK + csvRows(rows)
}

/** Further rows of a table that is sent in pieces. */
export function csvRows(rows: readonly CsvRow[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(';')}\r\n`).join('')
}

/** Text that would be a formula gets an apostrophe in front, so that it is shown and not run. Numbers stay numbers. */
function csvCell(value: Cell): string {
  if (typeof value === 'number') return String(value)
  const text = value ?? ''
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
