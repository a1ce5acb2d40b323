import type { DocumentView, IndexInput, Money, Proposal } from '../../shared/api/types.ts'
import {
  formatCalendarDate,
  formatMoney,
  parseGermanDate,
  parseGermanMoney,
  valueLabel,
  writtenDay,
} from '../../shared/format.ts'

/** Fields of the form that hold one value, in the order of the form. */
export const SINGLE_FIELDS = [
  'documentType',
  'sender',
  'letterDate',
  'subject',
  'foreignReference',
  'recipient',
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'bookingDate',
] as const
export type SingleField = (typeof SINGLE_FIELDS)[number]

/** Fields of the form that hold several values. */
export const LIST_FIELDS = [
  'fileNumbers',
  'deadlines',
  'amounts',
  'ibans',
  'emails',
  'phones',
  'bics',
  'taxNumbers',
  'vatIds',
  'leitwegIds',
  'vehicleRegistrations',
  'birthDates',
] as const
export type ListField = (typeof LIST_FIELDS)[number]
export type FormField = SingleField | ListField

/** Fields that only some letters have; they show when the machine proposes them, or somebody has set them. */
const RARE_FIELDS: ReadonlySet<FormField> = new Set([
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'bookingDate',
  'bics',
  'taxNumbers',
  'vatIds',
  'leitwegIds',
  'vehicleRegistrations',
  'birthDates',
])

export function isRare(field: FormField): boolean {
  return RARE_FIELDS.has(field)
}

/** True when the machine proposes something, or something was confirmed. */
export function isKnown(document: DocumentView, field: FormField): boolean {
  return proposalsOf(document, field).length > 0 || document.index[field] !== undefined
}

/** Fields with one value that is a day. */
const DAY_FIELDS: readonly SingleField[] = ['letterDate', 'invoiceDate', 'dueDate']

/** A proposal of a list field is taken over by itself from this weight on. */
const TAKEN_FROM_WEIGHT = 0.5

/** What a person has changed; a field that is absent shows what the machine proposes, or what was confirmed before. */
export interface Edits {
  readonly single: Readonly<Partial<Record<SingleField, string>>>
  readonly lists: Readonly<Partial<Record<ListField, readonly (string | Money)[]>>>
}

export const NO_EDITS: Edits = { single: {}, lists: {} }

/** What stands in a field with one value: the edit, else the confirmed value, else the best proposal. */
export function singleText(document: DocumentView, edits: Edits, field: SingleField): string {
  const edit = edits.single[field]
  if (edit !== undefined) return edit
  const value =
    document.index[field] === undefined ? bestProposal(document, field)?.value : document.index[field].value
  if (typeof value !== 'string') return ''
  return DAY_FIELDS.includes(field) ? formatCalendarDate(value) : value
}

export function listValues(
  document: DocumentView,
  edits: Edits,
  field: ListField,
): readonly (string | Money)[] {
  const edit = edits.lists[field]
  if (edit !== undefined) return edit
  const confirmed = document.index[field]?.value
  if (Array.isArray(confirmed)) return confirmed as (string | Money)[]
  return proposalsOf(document, field)
    .filter((proposal) => proposal.weight >= TAKEN_FROM_WEIGHT)
    .map((proposal) => proposal.value)
}

export function proposalsOf(document: DocumentView, field: FormField): readonly Proposal[] {
  return document.proposals[field] ?? []
}

export function bestProposal(document: DocumentView, field: FormField): Proposal | undefined {
  return proposalsOf(document, field)[0]
}

/** The same value, however it is written. */
export function sameValue(field: FormField, left: unknown, right: unknown): boolean {
  return valueLabel(field, left) === valueLabel(field, right)
}

/** The text that a proposal puts into a field. */
export function proposalText(field: SingleField, proposal: Proposal): string {
  if (typeof proposal.value !== 'string') return formatMoney(proposal.value)
  return DAY_FIELDS.includes(field) ? formatCalendarDate(proposal.value) : proposal.value
}

export type Fault = 'date' | 'amount'

export interface CheckedIndex {
  readonly index: IndexInput
  readonly faults: Readonly<Partial<Record<FormField, Fault>>>
}

/** The form as the contract wants it: everything that is shown is confirmed, what was emptied is taken away. */
export function checkedIndex(document: DocumentView, edits: Edits): CheckedIndex {
  const index: Record<string, unknown> = {}
  const faults: Partial<Record<FormField, Fault>> = {}
  for (const field of SINGLE_FIELDS) {
    const text = singleText(document, edits, field).trim()
    if (text === '') {
      if (edits.single[field] !== undefined || document.index[field] !== undefined) index[field] = null
    } else if (DAY_FIELDS.includes(field)) {
      const date = parseGermanDate(text)
      if (date === undefined) faults[field] = 'date'
      else index[field] = date
    } else {
      index[field] = text
    }
  }
  for (const field of LIST_FIELDS) {
    if (!isRare(field) || isKnown(document, field)) index[field] = listValues(document, edits, field)
  }
  return { index, faults }
}

/** Words of the page in a field: in place of what stands there, or as one more value; `undefined` when they cannot be one. */
export function withWords(
  document: DocumentView,
  edits: Edits,
  field: FormField,
  words: string,
): Edits | undefined {
  const text = words.replace(/\s+/g, ' ').trim()
  if (isSingle(field)) {
    const single = DAY_FIELDS.includes(field) ? formatCalendarDate(writtenDay(text) ?? text) : text
    return text === '' ? undefined : { ...edits, single: { ...edits.single, [field]: single } }
  }
  const value = parseListValue(field, writtenDay(text) ?? text)
  if (value === undefined) return undefined
  const others = listValues(document, edits, field).filter((one) => !sameValue(field, one, value))
  return { ...edits, lists: { ...edits.lists, [field]: [...others, value] } }
}

function isSingle(field: FormField): field is SingleField {
  return (SINGLE_FIELDS as readonly string[]).includes(field)
}

/** What a person typed into a list field as a value; `undefined` when it cannot be one. */
export function parseListValue(field: ListField, text: string): string | Money | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  if (field === 'amounts') return parseGermanMoney(trimmed)
  if (field === 'deadlines') return parseGermanDate(trimmed) ?? trimmed
  if (field === 'birthDates') return parseGermanDate(trimmed)
  return field === 'ibans' ? trimmed.replace(/\s/g, '').toUpperCase() : trimmed
}
