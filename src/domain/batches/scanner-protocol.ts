import { MailroomError } from '../errors.ts'

/** One line of what a scanner says it has scanned. */
export interface ProtocolLine {
  readonly filename: string
  readonly pages: number
  /** Hexadecimal SHA-256. */
  readonly sha256?: string
}

export const PROTOCOL_STATES = ['correct', 'missing-file', 'missing-in-protocol', 'pages-differ'] as const
export type ProtocolState = (typeof PROTOCOL_STATES)[number]

/** A file as the batch holds it. */
export interface ScannedFile {
  readonly filename: string
  readonly sha256: string
  readonly pages: number
}

export interface Reconciled {
  readonly filename: string
  readonly state: ProtocolState
  readonly announcedPages?: number
  readonly pages?: number
}

/** More files than that are no batch. */
export const MAX_PROTOCOL_LINES = 2_000
const HASH = /^[0-9a-f]{64}$/i
const SEPARATORS = [';', '\t', ','] as const

/**
 * Reads a protocol: file name, pages and, where there is one, the hash in each line, separated by semicolons, tabs or commas;
 * a first line without a number of pages is a heading.
 *
 * @throws {MailroomError} `validation-failed`
 */
export function parseProtocol(text: string): ProtocolLine[] {
  const rows = text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\n|\r/u)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
  const separator = SEPARATORS.find((sign) => rows[0]?.line.includes(sign)) ?? ';'
  const cells = rows.map(({ line, number }) => ({ cells: cellsOf(line, separator), number }))
  const isHeading = cells[0] !== undefined && !/^\d+$/.test(cells[0].cells[1] ?? '')
  const lines = isHeading ? cells.slice(1) : cells
  if (lines.length === 0) throw fault('Das Protokoll nennt keine Datei.')
  if (lines.length > MAX_PROTOCOL_LINES)
    throw fault(`Ein Protokoll hat höchstens ${MAX_PROTOCOL_LINES} Zeilen.`)
  return lines.map((line) => lineOf(line.cells, line.number))
}

function lineOf([filename = '', pages = '', sha256 = '']: readonly string[], number: number): ProtocolLine {
  if (filename === '' || filename.length > 255)
    throw fault(`Zeile ${number}: Es fehlt ein Dateiname, oder er ist zu lang.`)
  if (!/^\d{1,6}$/.test(pages)) throw fault(`Zeile ${number}: „${pages.slice(0, 40)}“ ist keine Seitenzahl.`)
  if (sha256 !== '' && !HASH.test(sha256))
    throw fault(`Zeile ${number}: Die Prüfsumme ist kein SHA-256 in Hexadezimalziffern.`)
  return { filename, pages: Number(pages), ...(sha256 === '' ? {} : { sha256: sha256.toLowerCase() }) }
}

/** Quotes may stand around a cell, and are doubled inside of it. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let index = 0; index < line.length; index += 1) {
    const sign = line[index] ?? ''
    if (sign === '"' && isQuoted && line[index + 1] === '"') {
      cell += '"'
      index += 1
    } else if (sign === '"') isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += sign
  }
  return [...cells, cell.trim()]
}

/**
 * Compares what the scanner says with what came in: lines of the protocol in their order, then what it does not name. A file
 * is known by its hash, and by its name where the protocol gives none.
 */
export function reconciled(lines: readonly ProtocolLine[], files: readonly ScannedFile[]): Reconciled[] {
  const left = [...files]
  const named = lines.map((line): Reconciled => {
    const index = left.findIndex((file) => isSame(line, file))
    const [file] = index === -1 ? [] : left.splice(index, 1)
    const { filename, pages: announcedPages } = line
    if (file === undefined) return { filename, state: 'missing-file', announcedPages }
    const state = file.pages === announcedPages ? 'correct' : 'pages-differ'
    return { filename, state, announcedPages, pages: file.pages }
  })
  return [
    ...named,
    ...left.map(({ filename, pages }): Reconciled => ({ filename, state: 'missing-in-protocol', pages })),
  ]
}

function isSame(line: ProtocolLine, file: ScannedFile): boolean {
  return line.sha256 === undefined ? line.filename === file.filename : line.sha256 === file.sha256
}

function fault(message: string): MailroomError {
  return new MailroomError('validation-failed', 'The protocol cannot be read.', {
    faults: [{ path: 'files', message }],
  })
}
