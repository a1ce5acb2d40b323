import {
  PROPOSAL_FIELDS,
  type Money,
  type ProposalField,
  type Proposals,
  type ProposalValue,
} from '../extraction/proposal.ts'
import type { IndexData, IndexEntry } from './document.ts'

const LIST_FIELDS = [
  'fileNumbers',
  'amounts',
  'ibans',
  'deadlines',
  'emails',
  'phones',
  'bics',
  'taxNumbers',
  'vatIds',
  'leitwegIds',
  'vehicleRegistrations',
  'birthDates',
] as const
type ListField = (typeof LIST_FIELDS)[number]

/** Fields that people do not confirm as index data: routing, filing and the rights of a record set them. */
const FIELDS_OF_RECORDS = ['orgUnit', 'caseFile', 'confidentiality'] as const
export type IndexField = Exclude<ProposalField, (typeof FIELDS_OF_RECORDS)[number]>
type SingleField = Exclude<IndexField, ListField>

/** What a person sets: `null` says that there is none, an absent field stays as it is. */
export type IndexInput = Readonly<Partial<Record<SingleField, string | null | undefined>>> & {
  readonly [Field in ListField]?: readonly (Field extends 'amounts' ? Money : string)[] | undefined
}

/** Who confirmed, and when. */
export type IndexStamp = Pick<IndexEntry, 'confirmedAt' | 'confirmedBy'>

/** Of a list all proposals are accepted together, so the unlikely ones are left to a person. */
const LEAST_WEIGHT_IN_LIST = 0.5

export const INDEX_FIELDS: readonly IndexField[] = PROPOSAL_FIELDS.filter(
  (field): field is IndexField => !FIELDS_OF_RECORDS.some((name) => name === field),
)

export function isListField(field: IndexField): field is ListField {
  return LIST_FIELDS.some((name) => name === field)
}

/**
 * The index data with what a person gave. A value that is confirmed again keeps its first stamp; one that was taken away
 * stays as an entry with `null`, so that no proposal comes back into its place.
 */
export function withGiven(index: IndexData, input: IndexInput, stamp: IndexStamp): IndexData {
  const next: Partial<Record<ProposalField, IndexEntry>> = { ...index }
  for (const field of INDEX_FIELDS) {
    const value = input[field]
    if (value !== undefined && !isSame(next[field]?.value, value)) next[field] = { value, ...stamp }
  }
  return next
}

/** The index data with the best proposals for fields that have no value and for which nothing was given. */
export function withAccepted(
  index: IndexData,
  proposals: Proposals,
  given: IndexInput,
  stamp: IndexStamp,
): IndexData {
  const next: Partial<Record<ProposalField, IndexEntry>> = { ...index }
  for (const field of INDEX_FIELDS) {
    if (given[field] !== undefined || next[field] !== undefined) continue
    const value = acceptable(field, proposals)
    if (value !== undefined) next[field] = { value, ...stamp }
  }
  return next
}

function acceptable(
  field: IndexField,
  proposals: Proposals,
): ProposalValue | readonly ProposalValue[] | undefined {
  const candidates = proposals.fields[field] ?? []
  if (!isListField(field)) return candidates[0]?.value
  const likely = candidates.filter(({ weight }) => weight >= LEAST_WEIGHT_IN_LIST).map(({ value }) => value)
  return likely.length === 0 ? undefined : likely
}

/** A confirmed single value. */
export function indexText(index: IndexData, field: SingleField | 'orgUnit' | 'caseFile'): string | undefined {
  const value = index[field]?.value
  return typeof value === 'string' ? value : undefined
}

/** Confirmed values of a list of texts. */
export function indexTexts(index: IndexData, field: Exclude<ListField, 'amounts'>): readonly string[] {
  const value = index[field]?.value
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

/** What a person has set or taken away, else the best proposal. */
export function indexOrProposedText(
  { index, proposals }: { readonly index: IndexData; readonly proposals: Proposals },
  field: SingleField,
): string | undefined {
  return index[field] === undefined ? proposedText(proposals, field) : indexText(index, field)
}

/** The best proposal, whatever its weight. */
export function proposedText(proposals: Proposals, field: ProposalField): string | undefined {
  const value = proposals.fields[field]?.[0]?.value
  return typeof value === 'string' ? value : undefined
}

function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
