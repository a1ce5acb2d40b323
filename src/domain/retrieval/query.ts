import { MailroomError } from '../errors.ts'
import type { ItemState } from '../intake/incoming-item.ts'
import type { AmountRange } from './amount-range.ts'
import type { Analyser, Analysis } from './analysis.ts'
import type { WantedWord } from './closeness.ts'
import { narrowed, type DateRange } from './date-range.ts'
import { bareForm } from './normal-form.ts'
import {
  readFilter,
  textFieldOf,
  type FieldFilter,
  type QueryNotice,
  type SearchField,
} from './query-fields.ts'
import { scanQuery, type QueryPiece } from './query-scanner.ts'
import { isQuestion, isStopWord } from './stop-words.ts'
import { isPattern, isUsable, type Pattern } from './wildcard.ts'

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
  /** Quoted: no other spelling and no compound will do. */
  readonly exact: boolean
  /** Any term of this shape will do besides the forms. */
  readonly pattern?: Pattern
  /** The words as typed. */
  readonly words: readonly WantedWord[]
}

export interface SearchQuery {
  /** All of them are wanted. */
  readonly wanted: readonly Clause[]
  /** None of them may be there. */
  readonly unwanted: readonly Clause[]
  /** Document types as typed, in their bare form; any of them. */
  readonly documentTypes: readonly string[]
  /** Units as typed, in their bare form; any of them. */
  readonly units: readonly string[]
  readonly states: readonly ItemState[]
  readonly dates: DateRange
  readonly amounts: AmountRange
  /** Asked in a sentence: documents with the most telling of its words are wanted. */
  readonly question: boolean
  readonly notices: readonly QueryNotice[]
}

/** Longer texts are pasted by mistake or by machines. */
export const MAX_QUERY_LENGTH = 1000
const MAX_CLAUSES = 64

/** A single letter with a star would be half of the index. */
const MIN_PREFIX_LENGTH = 2

/**
 * Reads what a person typed:
 *
 * - `grundsteuer bescheid` both words, in any inflection and order, also misread and in compounds
 * - `hund ODER katze` one of them
 * - `"ruhende Verkehr"` the words side by side, as they are
 * - `-mahnung` or `NICHT mahnung` not this word; `-"letzte Mahnung"`
 * - `grund*`, `*bescheid`, `m?ller`
 * - `absender:`, `betreff:`, `aktenzeichen:` (`az:`), each with a word or phrase
 * - `typ:rechnung`, `amt:50`, `status:offen`, `betrag:100..200`, `datum:2025-01..2025-03`, `seit:15.3.2025`
 *
 * Nothing is an error but size: what cannot be understood is text like any other, with a notice.
 *
 * @throws {MailroomError} `validation-failed`
 */
export function parseQuery(text: string, analyse: Analyser): SearchQuery {
  requireShortText(text)
  const pieces = scanQuery(text)
  const read = pieces.map((piece) => ({ piece, read: readFilter(piece) }))
  const filters = read.flatMap((one) => one.read?.filter ?? [])
  const textPieces = read.flatMap(({ piece, read: field }) => (field?.filter === undefined ? [piece] : []))
  const clauses = clausesOfAll(textPieces, analyse)
  if (clauses.wanted.length + clauses.unwanted.length > MAX_CLAUSES)
    throw tooLong(`Bitte suchen Sie mit höchstens ${MAX_CLAUSES} Wörtern.`)
  const isWord = (piece: QueryPiece): boolean => piece.kind === 'word' && piece.field === undefined
  return {
    ...clauses,
    ...filtersOf(filters),
    question: isQuestion(text) && pieces.every(isWord),
    notices: [...read.flatMap((one) => one.read?.notice ?? []), ...pieces.flatMap(noticesOf)],
  }
}

type Filters = Pick<SearchQuery, 'documentTypes' | 'units' | 'states' | 'dates' | 'amounts'>

function filtersOf(filters: readonly FieldFilter[]): Filters {
  let found: Filters = { documentTypes: [], units: [], states: [], dates: {}, amounts: {} }
  for (const filter of filters) {
    switch (filter.kind) {
      case 'type':
        found = { ...found, documentTypes: [...found.documentTypes, filter.name] }
        break
      case 'unit':
        found = { ...found, units: [...found.units, filter.name] }
        break
      case 'state':
        found = { ...found, states: [...found.states, ...filter.states] }
        break
      case 'dates':
        found = { ...found, dates: narrowed(found.dates, filter.dates) }
        break
      case 'amounts':
        found = { ...found, amounts: { ...found.amounts, ...filter.amounts } }
    }
  }
  return found
}

const AND = new Set(['UND', 'AND'])
const OR = new Set(['ODER', 'OR'])
const NOT = new Set(['NICHT', 'NOT'])

function clausesOfAll(
  pieces: readonly QueryPiece[],
  analyse: Analyser,
): Pick<SearchQuery, 'wanted' | 'unwanted'> {
  const wanted: Clause[] = []
  const unwanted: Clause[] = []
  for (const [index, piece] of pieces.entries()) {
    const before = operatorOf(pieces[index - 1])
    if (operatorOf(piece) !== undefined && index < pieces.length - 1) continue
    const clauses = clausesOf(piece, analyse)
    if (piece.excluded || (before !== undefined && NOT.has(before))) unwanted.push(...clauses)
    else if (before !== undefined && OR.has(before)) wanted.push(...alternatives(wanted.pop(), clauses))
    else wanted.push(...clauses)
  }
  return { wanted, unwanted }
}

/** Written in capitals between or before other words. */
function operatorOf(piece: QueryPiece | undefined): string | undefined {
  if (piece?.kind !== 'word' || piece.field !== undefined || piece.excluded) return undefined
  return [AND, OR, NOT].some((words) => words.has(piece.text)) ? piece.text : undefined
}

/** One clause that either side fulfils; sides of different fields stay two. */
function alternatives(left: Clause | undefined, right: readonly Clause[]): Clause[] {
  const [first, ...more] = right
  if (left === undefined || first === undefined || left.field !== first.field)
    return [...(left === undefined ? [] : [left]), ...right]
  return [
    {
      ...left,
      forms: [...left.forms, ...first.forms],
      parts: [],
      exact: true,
      words: [...left.words, ...first.words],
    },
    ...more,
  ]
}

function noticesOf(piece: QueryPiece): QueryNotice[] {
  const { notice } = readFilter(piece) === undefined ? textFieldOf(piece) : {}
  const isTooShort =
    (piece.prefix && bareForm(piece.text).length < MIN_PREFIX_LENGTH) ||
    (isPattern(piece.text) && !isUsable(patternOf(piece)))
  return [
    ...(notice === undefined ? [] : [notice]),
    ...(piece.open ? [{ code: 'quote-not-closed', piece: piece.text } as const] : []),
    ...(isTooShort ? [{ code: 'beginning-too-short', piece: piece.text } as const] : []),
  ]
}

function patternOf({ text, prefix }: QueryPiece): Pattern {
  const letters = text.split(/([*?])/).map((part) => (/^[*?]$/.test(part) ? part : bareForm(part)))
  return letters.join('') + (prefix ? '*' : '')
}

function clausesOf(piece: QueryPiece, analyse: Analyser): Clause[] {
  const { field, notice } = textFieldOf(piece)
  const text = notice === undefined ? piece.text : `${piece.field ?? ''} ${piece.text}`
  const analysis = analyse(text)
  if (analysis.words.length === 0) return []
  const clause = clauseOf(piece, text, analysis)
  return [field === undefined ? clause : { ...clause, field }]
}

function clauseOf(piece: QueryPiece, text: string, analysis: Analysis): Clause {
  const quoted = piece.kind === 'phrase'
  const isShape = !quoted && isPattern(piece.text)
  const terms = analysis.words.map((word) => word.term)
  return {
    ...(isShape ? { pattern: patternOf(piece) } : {}),
    forms: formsOf(piece, text, analysis),
    parts: quoted || isShape || terms.length === 1 ? [] : terms,
    stopWord: !quoted && isStopWord(piece.text),
    exact: quoted || isShape || piece.prefix,
    words: analysis.words.map(({ spelling }, index) => ({
      spelling,
      beginning: piece.prefix && index === terms.length - 1,
    })),
  }
}

function formsOf(piece: QueryPiece, text: string, { words, joined }: Analysis): TermSequence[] {
  const terms = words.map((word) => word.term)
  if (piece.kind === 'phrase') return [exactly(terms)]
  const joinedForms = joined.filter((one) => covers(one, text)).map(({ term }) => exactly([term]))
  return [exactly(terms), ...joinedForms, ...prefixForms(piece, terms)]
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

/** @throws {MailroomError} `validation-failed` */
export function requireShortText(text: string): void {
  if (text.length > MAX_QUERY_LENGTH)
    throw tooLong(`Bitte suchen Sie mit höchstens ${MAX_QUERY_LENGTH} Zeichen.`)
}

function tooLong(message: string): MailroomError {
  return new MailroomError('validation-failed', 'The search text is too long.', {
    faults: [{ path: 'q', message }],
  })
}
