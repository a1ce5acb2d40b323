import { bareForm } from './normal-form.ts'
import { textField } from './query-fields.ts'
import { QUOTES } from './query-scanner.ts'
import { STOP_WORDS } from './stop-words.ts'

export type CompletionKind = 'word' | 'sender' | 'number'

/** What a beginning can be completed to: the key is what beginnings are compared with. */
export interface Completable {
  readonly kind: CompletionKind
  readonly key: string
  readonly spelling: string
}

/** The lines of a document that stand in every list of hits. Its pages are not read: see ADR 45. */
export interface CompletableLines {
  readonly title: string
  readonly sender?: string | undefined
  readonly numbers: readonly string[]
}

const LONGEST_SPELLING = 120
const MOST_SENDER_WORDS = 8
const FILE_EXTENSION = /\.[\p{L}\d]{2,4}$/u
const TITLE_WORD = /\p{L}[\p{L}\p{M}]{3,}/gu
const LAST_DIGITS = /\d{3,}$/

/** Each once, also when a title has a word twice: an index counts documents by them, up and down. */
export function completablesOf({ title, sender = '', numbers }: CompletableLines): Completable[] {
  const all = [...wordsOf(title), ...beginningsOf(sender), ...numbers.flatMap(numberAndEnd)]
  const fitting = all.filter(({ key, spelling }) => key !== '' && spelling.length <= LONGEST_SPELLING)
  return [...new Map(fitting.map((one) => [`${one.kind} ${one.key} ${one.spelling}`, one])).values()]
}

function wordsOf(title: string): Completable[] {
  const words = title.replace(FILE_EXTENSION, '').match(TITLE_WORD) ?? []
  return words
    .filter((word) => !STOP_WORDS.has(word.toLowerCase()))
    .map((spelling) => ({ kind: 'word', key: completionKey('word', spelling), spelling }))
}

/** A sender is found by any of its words: `Finanzamt Mainz-Süd` by `mainz`, too. */
function beginningsOf(sender: string): Completable[] {
  const words = wordsAt(sender)
  const spelling = words.join(' ')
  return words.slice(0, MOST_SENDER_WORDS).map((_, index) => ({
    kind: 'sender',
    key: completionKey('sender', words.slice(index).join(' ')),
    spelling,
  }))
}

/** People know the last digits of a number, and leave out the zeros before them. */
function numberAndEnd(number: string): Completable[] {
  const spelling = wordsAt(number).join(' ')
  const end = LAST_DIGITS.exec(spelling)?.[0] ?? ''
  return [spelling, end].map((text) => ({ kind: 'number', key: completionKey('number', text), spelling }))
}

/** The same for what documents have and for what is typed. */
export function completionKey(kind: CompletionKind, text: string): string {
  if (kind === 'word') return bareForm(text)
  if (kind === 'sender') return wordsAt(text).map(bareForm).filter(Boolean).join(' ')
  return bareForm(text).replace(/^0+(?=\d)/, '')
}

function wordsAt(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}

/** The end of a query that is still being typed. */
export interface TypedPiece {
  readonly kinds: readonly CompletionKind[]
  readonly typed: string
  /** What stands before it and stays. */
  readonly before: string
  /** Whether `before` ends with the name of a field. */
  readonly inField: boolean
}

/** With fewer letters there is too much that fits. */
const SHORTEST_BEGINNING = 2

/** More words are no beginning of one name. */
const MOST_WORDS = 4

const KINDS: readonly CompletionKind[] = ['number', 'sender', 'word']
const NAMES: readonly CompletionKind[] = ['number', 'sender']
const KIND_OF_FIELD = { title: 'word', sender: 'sender', numbers: 'number' } as const

const FIELD_AT_END = new RegExp(
  `(?<!\\S)[-\u2212\u2013]?(?<field>\\p{L}{1,20}):(?<value>[${QUOTES}]?[^${QUOTES}]*)$`,
  'u',
)
const ANY_QUOTE = new RegExp(`[${QUOTES}]`, 'gu')
const WORD_AT_END = /(?<=^|\s)[-\u2212\u2013]?(?<word>[^\s:*]+)$/u

/** What of a text can be completed, the longest piece first; none where a word is finished or a field takes no names. */
export function typedPieces(text: string): TypedPiece[] {
  return pieces(text).filter(({ typed }) => bareForm(typed).length >= SHORTEST_BEGINNING)
}

function pieces(text: string): TypedPiece[] {
  const inField = pieceOfField(text)
  if (inField !== undefined) return inField
  const quotes = [...text.matchAll(ANY_QUOTE)]
  const open = quotes.length % 2 === 1 ? quotes.at(-1)?.index : undefined
  if (open !== undefined) return [named(text.slice(open + 1), text.slice(0, open))]
  return wordsAtEnd(text, (quotes.at(-1)?.index ?? -1) + 1)
}

/** `undefined` when the end of the text belongs to no field. */
function pieceOfField(text: string): TypedPiece[] | undefined {
  const { field, value } = FIELD_AT_END.exec(text)?.groups ?? {}
  if (field === undefined || value === undefined) return undefined
  const isQuoted = value.search(ANY_QUOTE) === 0
  if (!isQuoted && /\s/.test(value)) return undefined
  const part = textField(field.toLowerCase())
  if (part === undefined) return []
  const before = text.slice(0, text.length - value.length)
  return [{ kinds: [KIND_OF_FIELD[part]], typed: isQuoted ? value.slice(1) : value, before, inField: true }]
}

function named(typed: string, before: string): TypedPiece {
  return { kinds: /\s/.test(typed.trim()) ? NAMES : KINDS, typed, before, inField: false }
}

/** @param from where the last phrase ends: a name does not reach into it */
function wordsAtEnd(text: string, from: number): TypedPiece[] {
  const found: TypedPiece[] = []
  let rest = text
  for (let words = 1; words <= MOST_WORDS; words += 1) {
    const word = WORD_AT_END.exec(rest)?.groups?.['word']
    if (word === undefined || rest.length - word.length < from) break
    const start = rest.length - word.length
    found.unshift(named(text.slice(start), text.slice(0, start)))
    rest = text.slice(0, start).trimEnd()
    if (/[-\u2212\u2013]$/u.test(text.slice(0, start))) break
  }
  return found
}

/** The whole text with the piece completed, so that it is read as what was chosen. */
export function completedText(
  { before, inField }: TypedPiece,
  { kind, spelling }: Omit<Completable, 'key'>,
): string {
  const plain = spelling.replace(ANY_QUOTE, ' ').trim()
  const value = /^[\p{L}\p{N}][\p{L}\p{N}./_-]*$/u.test(plain) ? plain : `"${plain}"`
  return before + (kind === 'sender' && !inField ? `absender:${value}` : value)
}
