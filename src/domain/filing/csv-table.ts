/** A row of a table as text, with the line on which it begins, from 1. */
export interface CsvLine {
  readonly line: number
  readonly cells: readonly string[]
}

const BYTE_ORDER_MARK = '\uFEFF'
const DELIMITERS = [';', ',', '\t'] as const
/** What `csvOf` puts in front of text that spreadsheet programs would run. */
const GUARDED = /^'(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/

/**
 * Rows of a CSV text (RFC 4180) with semicolons, commas or tabs, whichever the first line has most of. Empty rows are left out. A quotation
 * mark that is not closed ends with the text.
 */
export function csvLinesOf(text: string): CsvLine[] {
  const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  const delimiter = delimiterOf(body)
  const lines: CsvLine[] = []
  let cells: string[] = []
  let line = 1
  let begun = 1
  const finish = (): void => {
    if (cells.some((cell) => cell !== '')) lines.push({ line: begun, cells })
    cells = []
    begun = line
  }
  for (let at = 0; at <= body.length; at += 1) {
    const { cell, end } = cellAt(body, at, delimiter)
    cells.push(cell.trim().replace(GUARDED, ''))
    line += breaksIn(body.slice(at, end))
    at = end
    if (body[at] === delimiter) continue
    if (body[at] === '\r' && body[at + 1] === '\n') at += 1
    line += 1
    finish()
  }
  return lines
}

function delimiterOf(body: string): string {
  const [head = ''] = body.split(/[\r\n]/, 1)
  const counts = DELIMITERS.map((delimiter) => [delimiter, head.split(delimiter).length] as const)
  return counts.reduce((most, next) => (next[1] > most[1] ? next : most))[0]
}

/** The cell that begins here, and the place of what ends it. */
function cellAt(
  body: string,
  from: number,
  delimiter: string,
): { readonly cell: string; readonly end: number } {
  if (body[from] !== '"') {
    const end = endOfPlain(body, from, delimiter)
    return { cell: body.slice(from, end), end }
  }
  const close = closingQuote(body, from + 1)
  const end = endOfPlain(body, close + 1, delimiter)
  const quoted = body.slice(from + 1, close).replaceAll('""', '"')
  return { cell: quoted + body.slice(close + 1, end), end }
}

function endOfPlain(body: string, from: number, delimiter: string): number {
  let end = Math.min(from, body.length)
  while (end < body.length && !isEnd(body[end], delimiter)) end += 1
  return end
}

function isEnd(letter: string | undefined, delimiter: string): boolean {
  return letter === delimiter || letter === '\r' || letter === '\n'
}

function closingQuote(body: string, from: number): number {
  for (let at = from; at < body.length; at += 1) {
    if (body[at] !== '"') continue
    if (body[at + 1] !== '"') return at
    at += 1
  }
  return body.length
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}
