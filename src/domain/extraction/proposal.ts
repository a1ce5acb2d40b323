import type { Box } from '../recognition/page.ts'

/** The index fields of a document for which the machine makes proposals (names as in the HTTP contract). */
export const PROPOSAL_FIELDS = [
  'documentType',
  'orgUnit',
  'caseFile',
  'sender',
  'recipient',
  'subject',
  'letterDate',
  'bookingDate',
  'fileNumbers',
  'foreignReference',
  'amounts',
  'ibans',
  'deadlines',
  'emails',
  'phones',
  'language',
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'bics',
  'taxNumbers',
  'vatIds',
  'leitwegIds',
  'vehicleRegistrations',
  'birthDates',
  'confidentiality',
] as const

export type ProposalField = (typeof PROPOSAL_FIELDS)[number]

/** Money as a decimal string, never a float: `{ amount: '1234.56', currency: 'EUR' }`. */
export interface Money {
  readonly amount: string
  readonly currency: string
}

/**
 * What a field's value is. Dates are `YYYY-MM-DD`; IBANs have no blanks; `documentType` is the key of a document type,
 * `orgUnit` and `caseFile` are ids; `confidentiality` is a level; everything else is the text as printed, cleaned of line breaks.
 */
export type ProposalValue = string | Money

/** Why the machine believes a value. `kind` is a stable word for programs, `text` a German sentence for people. */
export interface Reason {
  readonly kind: string
  readonly text: string
  /** Share of this reason in the decision; may be negative. */
  readonly weight: number
}

/**
 * The highest weight of what was worked out, read or learnt. Exactly 1 says that a value is certain by construction: it stands so in the
 * data of an electronic invoice.
 */
export const MOST_WORKED_OUT = 0.999

/** A weighted value found by the machine; it counts for nothing until a person or a rule confirms it. */
export interface Proposal {
  readonly value: ProposalValue
  /** 0..1, calibrated as far as history allows. */
  readonly weight: number
  /** 1-based page where the value stands, and its place there. */
  readonly page?: number
  readonly box?: Box
  readonly reasons: readonly Reason[]
  /** Parts of the value by name, such as street, postcode and city of a sender, the role of an amount, the name of a unit. */
  readonly details?: Readonly<Record<string, string>>
}

/** Proposals by field, best first; a field without any says why in `abstained`. */
export interface Proposals {
  readonly fields: Readonly<Partial<Record<ProposalField, readonly Proposal[]>>>
  readonly abstained: Readonly<Partial<Record<ProposalField, string>>>
  /** What would tell the sender again once he is confirmed; see `sender-marks.ts`. */
  readonly senderMarks?: readonly string[]
}

export const NO_PROPOSALS: Proposals = { fields: {}, abstained: {} }
