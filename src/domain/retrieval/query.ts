import { MailroomError } from '../errors.ts'
import type { Analyser } from './analysis.ts'
import { narrowed, parseDateRange, type DateRange } from './date-range.ts'
import { bareForm } from './normal-form.ts'
import { scanQuery, type QueryPiece } from './query-scanner.ts'
import { isQuestion, isStopWord } from './stop-words.ts'

/** The parts of a document that can be searched alone. */
export type SearchField = 'title' | 'sender' | 'numbers'

/** Terms that stand side by side; the last one may be a beginning only. */
export interface TermSequence {
  readonly terms: readonly string[]
  readonly prefix: boolean
}

/** Something that is looked for, in one of several forms. */
export interface Clause {
  readonly field?: SearchField
  readonly forms: readonly TermSequence[]
  /** Each term of a piece of several that was typed without quotes; where not all is wanted, each tells by itself. */
  readonly parts: readonly string[]
  /** Grammar without a subject: a question is not held to it. */
  readonly stopWord: boolean
}

export interface SearchQuery {
  /** All of them are wanted. */
  readonly wanted: readonly Clause[]
  /** None of them may be there. */
  readonly unwanted: readonly Clause[]
  /** Keys of document types as typed, in their bare form; any of them. */
  readonly documentTypes: readonly string[]
  readonly dates: DateRange
  /** Asked in a sentence: documents with the most telling of its words are wanted. */
  readonly question: boolean
}

/** Longer texts are pasted by mistake or by machines. */
export const MAX_QUERY_LENGTH = 1000
const MAX_CLAUSES = 64

/** A single letter with a star would be half of the index. */
const MIN_PREFIX_LENGTH = 2

const TEXT_FIELDS: ReadonlyMap<string, SearchField> = new Map([
  ['absender', 'sender'],
  ['von', 'sender'],
  ['betreff', 'title'],
  ['titel', 'title'],
  ['aktenzeichen', 'numbers'],
  ['az', 'numbers'],
  ['nummer', 'numbers'],
])
const TYPE_FIELDS = new Set(['typ', 'art', 'dokumentart'])
const DATE_FIELDS = new Set(['datum'])

/**
 * Reads what a person typed:
 *
 * - `grundsteuer bescheid` both words, in any inflection and order
 * - `"ruhende Verkehr"` the words side by side
 * - `-mahnung` not this word; `-"letzte Mahnung"`
 * - `grund*` words that begin so
 * - `absender:`, `betreff:`, `aktenzeichen:` (`az:`), each with a word or phrase
 * - `typ:rechnung`, `datum:2025`, `datum:2025-01..2025-03`, `datum:>=15.3.2025`
 *
 * Nothing is an error but size: an unknown field or a lone quote is text like any other.
 *
 * @throws {MailroomError} `validation-failed`
 */
export function parseQuery(text: string, analyse: Analyser): SearchQuery {
  if (text.length > MAX_QUERY_LENGTH)
    throw tooLong(`Bitte suchen Sie mit höchstens ${MAX_QUERY_LENGTH} Zeichen.`)
  const pieces = scanQuery(text)
  const clauses: Record<'wanted' | 'unwanted', Clause[]> = { wanted: [], unwanted: [] }
  const documentTypes: string[] = []
  let dates: DateRange = {}
  for (const piece of pieces) {
    const found = filterOf(piece)
    if (found?.documentType !== undefined) documentTypes.push(found.documentType)
    else if (found?.dates !== undefined) dates = narrowed(dates, found.dates)
    else clauses[piece.excluded ? 'unwanted' : 'wanted'].push(...clausesOf(piece, analyse))
  }
  if (clauses.wanted.length + clauses.unwanted.length > MAX_CLAUSES) {
    throw tooLong(`Bitte suchen Sie mit höchstens ${MAX_CLAUSES} Wörtern.`)
  }
  const question =
    isQuestion(text) && pieces.every((piece) => piece.kind === 'word' && piece.field === undefined)
  return { ...clauses, documentTypes, dates, question }
}

/** A field of the index data, when the piece names one and its value can be read; excluding by them is not offered. */
function filterOf(piece: QueryPiece): { documentType?: string; dates?: DateRange } | undefined {
  if (piece.field === undefined || piece.excluded) return undefined
  if (TYPE_FIELDS.has(piece.field)) return { documentType: bareForm(piece.text) }
  const dates = DATE_FIELDS.has(piece.field) ? parseDateRange(piece.text) : undefined
  return dates && { dates }
}

function clausesOf(piece: QueryPiece, analyse: Analyser): Clause[] {
  const field = piece.field === undefined ? undefined : TEXT_FIELDS.get(piece.field)
  const text = piece.field !== undefined && field === undefined ? `${piece.field} ${piece.text}` : piece.text
  const { words, joined } = analyse(text)
  if (words.length === 0) return []
  const terms = words.map((word) => word.term)
  const quoted = piece.kind === 'phrase'
  const joinedForms = quoted
    ? []
    : joined.filter((one) => covers(one, text)).map(({ term }) => exactly([term]))
  return [
    {
      ...(field === undefined ? {} : { field }),
      forms: [exactly(terms), ...joinedForms, ...prefixForms(piece, terms)],
      parts: quoted || terms.length === 1 ? [] : terms,
      stopWord: !quoted && isStopWord(piece.text),
    },
  ]
}

function exactly(terms: readonly string[]): TermSequence {
  return { terms, prefix: false }
}

/** `33-12/2025` as one term stands for the whole piece; a date inside a longer number does not. */
function covers({ start, end }: { readonly start: number; readonly end: number }, text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text.slice(0, start) + text.slice(end))
}

function prefixForms(piece: QueryPiece, terms: readonly string[]): TermSequence[] {
  if (!piece.prefix) return []
  const typed = bareForm(/[\p{L}\p{M}\p{N}]+$/u.exec(piece.text)?.[0] ?? '')
  return typed.length < MIN_PREFIX_LENGTH ? [] : [{ terms: [...terms.slice(0, -1), typed], prefix: true }]
}

function tooLong(message: string): MailroomError {
  return new MailroomError('validation-failed', 'The search text is too long.', {
    faults: [{ path: 'q', message }],
  })
}
