import type { GrantKey, Person } from '../access/actor.ts'
import type { Level } from '../access/confidentiality.ts'

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
  readonly version: number
}

export type CaseFileState = 'open' | 'closed'

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
  /** How few may know of it by itself; `normal` when absent. */
  readonly level?: Level
  /** Keys of the single grants on it. */
  readonly exceptions?: readonly GrantKey[]
  readonly readKeys: readonly GrantKey[]
  readonly version: number
}

/** A procedure (Vorgang) inside a case file. */
export interface Procedure {
  readonly id: string
  readonly tenantId: string
  readonly caseFileId: string
  /** Running number inside the case file, from 1. */
  readonly serial: number
  readonly subject: string
  readonly createdAt: string
  readonly version: number
}
