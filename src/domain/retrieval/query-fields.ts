import { ITEM_STATES, type ItemState } from '../intake/incoming-item.ts'
import { parseAmountRange, type AmountRange } from './amount-range.ts'
import { parseDateRange, type DateRange } from './date-range.ts'
import { bareForm } from './normal-form.ts'
import { scanQuery, type QueryPiece } from './query-scanner.ts'

/** The parts of a document that can be searched alone. */
export type SearchField = 'title' | 'sender' | 'numbers'

const TEXT_FIELDS: ReadonlyMap<string, SearchField> = new Map([
  ['absender', 'sender'],
  ['von', 'sender'],
  ['betreff', 'title'],
  ['titel', 'title'],
  ['aktenzeichen', 'numbers'],
  ['az', 'numbers'],
  ['nummer', 'numbers'],
  ['nr', 'numbers'],
])
const TYPE_FIELDS = new Set(['typ', 'art', 'dokumentart'])
const UNIT_FIELDS = new Set(['amt', 'einheit', 'abteilung'])
const STATE_FIELDS = new Set(['status', 'stand', 'zustand'])
const AMOUNT_FIELDS = new Set(['betrag', 'summe'])

/** Name of a field of days, and what a plain day behind it means. */
const DATE_FIELDS: ReadonlyMap<string, '' | '>=' | '<=' | '<' | '>'> = new Map([
  ['datum', ''],
  ['eingang', ''],
  ['jahr', ''],
  ['seit', '>='],
  ['ab', '>='],
  ['bis', '<='],
  ['vor', '<'],
  ['nach', '>'],
])

const OPEN_STATES: readonly ItemState[] = [
  'registered',
  'capturing',
  'qc',
  'indexing',
  'routed',
  'accepted',
  'returned',
]

/** What people call the states, in its bare form. */
const STATE_WORDS: ReadonlyMap<string, readonly ItemState[]> = new Map<string, readonly ItemState[]>([
  ['offen', OPEN_STATES],
  ['registriert', ['registered', 'capturing']],
  ['neu', ['registered', 'capturing', 'qc', 'indexing']],
  ['zuprufen', ['qc', 'indexing']],
  ['zugestellt', ['routed']],
  ['zugewiesen', ['routed']],
  ['ubernommen', ['accepted']],
  ['inarbeit', ['accepted']],
  ['abgelegt', ['filed']],
  ['inderakte', ['filed']],
  ['akte', ['filed']],
  ['erledigt', ['done']],
  ['zuruckgegeben', ['returned']],
  ['quarantane', ['quarantined']],
  ['ausgang', ['dispatched']],
  ['postausgang', ['dispatched']],
  ...ITEM_STATES.map((state): [string, readonly ItemState[]] => [bareForm(state), [state]]),
])

/** What of a query could not be understood or is not followed, with the piece as typed. */
export interface QueryNotice {
  readonly code:
    | 'unknown-field'
    | 'unreadable-date'
    | 'unreadable-amount'
    | 'unknown-state'
    | 'unknown-unit'
    | 'filter-not-excluded'
    | 'quote-not-closed'
    | 'beginning-too-short'
  readonly piece: string
}

/** A condition on the index data of a document. */
export type FieldFilter =
  | { readonly kind: 'type' | 'unit'; readonly name: string }
  | { readonly kind: 'state'; readonly states: readonly ItemState[] }
  | { readonly kind: 'dates'; readonly dates: DateRange }
  | { readonly kind: 'amounts'; readonly amounts: AmountRange }

export interface ReadField {
  readonly filter?: FieldFilter
  readonly notice?: QueryNotice
}

/** Reads a piece that names a field of the index data; `undefined` for text, also that of a part of the document. */
export function readFilter(piece: QueryPiece): ReadField | undefined {
  if (piece.field === undefined) return undefined
  const read = filterOf(piece.field, piece.text)
  if (read === undefined || !piece.excluded) return read
  return { notice: { code: 'filter-not-excluded', piece: typed(piece) } }
}

function filterOf(field: string, text: string): ReadField | undefined {
  const piece = `${field}:${text}`
  if (TYPE_FIELDS.has(field)) return { filter: { kind: 'type', name: bareForm(text) } }
  if (UNIT_FIELDS.has(field)) return { filter: { kind: 'unit', name: bareForm(text) } }
  if (STATE_FIELDS.has(field)) {
    const states = STATE_WORDS.get(bareForm(text))
    return states === undefined
      ? { notice: { code: 'unknown-state', piece } }
      : { filter: { kind: 'state', states } }
  }
  if (AMOUNT_FIELDS.has(field)) {
    const amounts = parseAmountRange(text)
    return amounts === undefined
      ? { notice: { code: 'unreadable-amount', piece } }
      : { filter: { kind: 'amounts', amounts } }
  }
  return datesOf(field, text)
}

/** `von:` is a sender, but for a day behind it. */
function datesOf(field: string, text: string): ReadField | undefined {
  const sign = field === 'von' ? '>=' : DATE_FIELDS.get(field)
  if (sign === undefined) return undefined
  const dates = parseDateRange(/^[<>]|\.\./.test(text) ? text : sign + text)
  if (dates !== undefined) return { filter: { kind: 'dates', dates } }
  return field === 'von' ? undefined : { notice: { code: 'unreadable-date', piece: `${field}:${text}` } }
}

/** The part of the document that a piece is looked for in; a field that nobody knows is text, and said to be. */
export function textFieldOf(piece: QueryPiece): {
  readonly field?: SearchField
  readonly notice?: QueryNotice
} {
  if (piece.field === undefined) return {}
  const field = textField(piece.field)
  return field === undefined ? { notice: { code: 'unknown-field', piece: piece.field } } : { field }
}

/** @param name as typed before the colon, lower case */
export function textField(name: string): SearchField | undefined {
  return TEXT_FIELDS.get(name)
}

function typed({ excluded, field, text }: QueryPiece): string {
  return `${excluded ? '-' : ''}${field === undefined ? '' : `${field}:`}${text}`
}

/** What a query calls document types and units by, in its bare form, so that it can be looked up before asking. */
export function namedValues(text: string): {
  readonly types: readonly string[]
  readonly units: readonly string[]
} {
  const filters = scanQuery(text).flatMap((piece) => readFilter(piece)?.filter ?? [])
  const names = (kind: 'type' | 'unit'): string[] =>
    filters.flatMap((filter) => (filter.kind === kind ? [filter.name] : []))
  return { types: names('type'), units: names('unit') }
}
