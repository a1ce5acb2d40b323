import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'

/** By number. */
export type ListOrgUnits = (actor: Actor, signal: AbortSignal) => Promise<readonly OrgUnit[]>
