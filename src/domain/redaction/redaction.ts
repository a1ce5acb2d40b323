import type { Person } from '../access/actor.ts'
import type { StoredObject } from '../intake/stored-object.ts'
import type { Box } from '../recognition/page.ts'

/** Why something is not shown: third persons, trade secrets, how an authority comes to a decision, and what stands beside. */
export const REDACTION_REASONS = ['third-party', 'trade-secret', 'deliberation', 'other'] as const
export type RedactionReason = (typeof REDACTION_REASONS)[number]

export const REASON_NAMES: Readonly<Record<RedactionReason, string>> = {
  'third-party': 'Rechte Dritter',
  'trade-secret': 'Betriebs- oder Geschäftsgeheimnis',
  deliberation: 'behördlicher Entscheidungsprozess',
  other: 'sonstiger Grund',
}

/** A place that a person has marked, on the upright page. */
export interface RedactionMark {
  /** 1-based. */
  readonly page: number
  readonly box: Box
  readonly reason: RedactionReason
  /** In words; always with `other`. */
  readonly remark?: string
}

/** What a check has found of what should be gone; all zero for a version that may be given out. */
export interface RedactionFindings {
  readonly text: number
  readonly bytes: number
  readonly extras: number
  readonly picture: number
  readonly recognised: number
  readonly codes: number
}

export interface RedactionCheck {
  readonly findings: RedactionFindings
  /** Pages with marks; each is recognised anew. */
  readonly pagesToReread: readonly number[]
  readonly pagesReread: number
  /** Pages on which a marked word can still be read where nobody has marked it. */
  readonly stillVisibleOn: readonly number[]
  /** What has read the pages anew. */
  readonly engine?: string
  /** ISO 8601 instant of the last step. */
  readonly at: string
}

/** A redacted version of a document. Nothing of it is changed later; another version is another one. */
export interface Redaction {
  readonly id: string
  /** ISO 8601 instant. */
  readonly createdAt: string
  readonly createdBy: Person
  readonly note?: string
  readonly marks: readonly RedactionMark[]
  readonly pageCount: number
  /** Absent once the check has found something: what is not released is not kept. */
  readonly object?: StoredObject
  readonly check: RedactionCheck
}

export type RedactionState = 'checking' | 'released' | 'refused'

export const NOTHING_FOUND: RedactionFindings = {
  text: 0,
  bytes: 0,
  extras: 0,
  picture: 0,
  recognised: 0,
  codes: 0,
}

export const MAX_MARKS = 2_000
/** Of one document; each is a file. */
export const MAX_REDACTIONS = 50

export function hiddenHits({ findings }: RedactionCheck): number {
  const { text, bytes, extras, picture, recognised, codes } = findings
  return text + bytes + extras + picture + recognised + codes
}

export function redactionState({ check }: Pick<Redaction, 'check'>): RedactionState {
  if (hiddenHits(check) > 0) return 'refused'
  return check.pagesReread < check.pagesToReread.length ? 'checking' : 'released'
}

/** Name of the file: nothing of the document's own name, which may say what is hidden. */
export function redactedName(redactionId: string): string {
  return `geschwaerzt-${redactionId.slice(-8).toLowerCase()}.pdf`
}
