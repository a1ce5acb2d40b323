import type { Person } from '../access/actor.ts'

export const DISCLOSURE_FORMS = ['pdf', 'zip'] as const
export type DisclosureForm = (typeof DISCLOSURE_FORMS)[number]

/** A document that was in what was given out, or that was meant to be and could not be read. */
export interface DisclosedDocument {
  readonly documentId: string
  /** Running number in what was given out, from 1. */
  readonly number: number
  /** Pages that were given; 0 of what is named only. */
  readonly pages: number
  /** The redacted version that was given in the place of the document. */
  readonly redactionId?: string
}

/**
 * What was given out of a case file (Ausgabe): to whom, why, what, and the hash of exactly those bytes. The bytes themselves
 * are not kept: the documents are.
 */
export interface Disclosure {
  readonly id: string
  readonly tenantId: string
  readonly caseFileId: string
  readonly form: DisclosureForm
  readonly recipient: string
  readonly legalBasis: string
  readonly note?: string
  /** ISO 8601 instant. */
  readonly createdAt: string
  readonly createdBy: Person
  readonly documents: readonly DisclosedDocument[]
  readonly pageCount: number
  readonly sizeBytes: number
  /** Hexadecimal SHA-256. */
  readonly sha256: string
  readonly version: number
}

/** Nobody reads more in one piece, and a child of the wall has bounds. */
export const MAX_DISCLOSED_DOCUMENTS = 2_000
export const MAX_DISCLOSED_PAGES = 10_000
