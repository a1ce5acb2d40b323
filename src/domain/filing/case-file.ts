import type { GrantKey, Person } from '../access/actor.ts'
import type { Level } from '../access/confidentiality.ts'
import type { DisposalProposal } from './retention-class.ts'

/** What somebody proposes for the end of a case file, or of all under an entry, and why. The archive decides. */
export interface Appraisal {
  readonly value: DisposalProposal
  readonly reason: string
  /** ISO 8601 instant. */
  readonly at: string
  readonly by: Person
}

/** An entry of the filing plan (Aktenplan): the subjects a city keeps files on. */
export interface FilingPlanEntry {
  readonly id: string
  readonly tenantId: string
  readonly parentId?: string
  /** Number people use, such as `50.10`. */
  readonly number: string
  readonly title: string
  readonly orgUnitId?: string
  /** Template of file numbers, see `fileNumberFrom`; that of the entry above when absent. */
  readonly fileNumberTemplate?: string
  /** First and last day on which new case files are opened under it, `YYYY-MM-DD`. */
  readonly validFrom?: string
  readonly validTo?: string
  /** The entry that takes its place. */
  readonly successorId?: string
  /** See `RetentionClass`; that of the entry above when absent. */
  readonly retentionClassId?: string
  /** Proposed for the end of all case files under it, in the place of what their retention class proposes. */
  readonly appraisal?: Appraisal
  readonly version: number
}

export type CaseFileState = 'open' | 'closed'

export const MEDIA = ['electronic', 'hybrid', 'paper'] as const
export type Medium = (typeof MEDIA)[number]

/** Somebody's claim that the case file is kept, whatever its time (a lawsuit, an audit office). */
export interface LegalHold {
  readonly id: string
  /** Who claims it, as people call it. */
  readonly owner: string
  readonly reason: string
  readonly placedAt: string
  readonly placedBy: Person
}

export interface Numbered {
  readonly documents: number
  readonly pages: number
}

/** A case file (Akte). Its number is unique in the tenant and never used again. */
export interface CaseFile {
  readonly id: string
  readonly tenantId: string
  readonly fileNumber: string
  readonly subject: string
  readonly filingPlanEntryId: string
  readonly leadUnitId: string
  readonly state: CaseFileState
  readonly createdAt: string
  readonly createdBy: Person
  readonly closedAt?: string
  readonly documentCount: number
  /** How its papers are kept; `electronic` when absent. */
  readonly medium?: Medium
  /** Where the part on paper lies. */
  readonly location?: string
  /** Number under which somebody else keeps the matter. */
  readonly foreignReference?: string
  /** First and last day of what it is about (Laufzeit), `YYYY-MM-DD`. */
  readonly periodFrom?: string
  readonly periodTo?: string
  /** Ids of case files with a bearing on it; each names the other. */
  readonly references?: readonly string[]
  readonly holds?: readonly LegalHold[]
  /** Proposed for its own end. */
  readonly appraisal?: Appraisal
  /** Disposal run that it is part of. */
  readonly disposalRunId?: string
  /** How many documents have got a number in it, and how many pages they have; neither ever becomes less. */
  readonly numbered?: Numbered
  /** How few may know of it by itself; `normal` when absent. */
  readonly level?: Level
  /** Keys of the single grants on it. */
  readonly exceptions?: readonly GrantKey[]
  readonly readKeys: readonly GrantKey[]
  readonly version: number
}

/** A part of a case file (Teilakte); whoever reads the file reads it. */
export interface SubFile {
  readonly id: string
  readonly tenantId: string
  readonly caseFileId: string
  /** Running number inside the case file, from 1. */
  readonly serial: number
  readonly subject: string
  readonly createdAt: string
  readonly version: number
}

/** A procedure (Vorgang) inside a case file. */
export interface Procedure {
  readonly id: string
  readonly tenantId: string
  readonly caseFileId: string
  /** In the case file itself when absent. */
  readonly subFileId?: string
  /** Running number inside the case file, from 1. */
  readonly serial: number
  readonly subject: string
  readonly createdAt: string
  readonly version: number
}
