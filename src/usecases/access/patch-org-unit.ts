import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'

export interface PatchOrgUnitInput {
  readonly orgUnitId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly number?: string | undefined
  readonly name?: string | undefined
  /** Last day of validity, `YYYY-MM-DD`; `null` for none. */
  readonly validTo?: string | null | undefined
}

/** @throws {MailroomError} `not-found`, `version-mismatch`, `already-exists` */
export type PatchOrgUnit = (actor: Actor, input: PatchOrgUnitInput, signal: AbortSignal) => Promise<OrgUnit>
