import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnit, OrgUnitKind } from '../../domain/access/organisation.ts'

export interface AddOrgUnitInput {
  readonly parentId: string
  readonly number: string
  readonly name: string
  readonly kind: Exclude<OrgUnitKind, 'root'>
}

/** @throws {MailroomError} `validation-failed`, `already-exists` */
export type AddOrgUnit = (actor: Actor, input: AddOrgUnitInput, signal: AbortSignal) => Promise<OrgUnit>
