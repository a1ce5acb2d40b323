import { allowKey, denyKey, type GrantKey } from './actor.ts'

/** What a single grant is on. */
export interface GrantedObject {
  readonly kind: 'incoming-item' | 'case-file'
  readonly id: string
}

interface Named {
  readonly userId: string
  readonly displayName: string
}

/**
 * Lets one person into one record, or shuts him out of it, for a time and with a reason. Whoever breaks the glass in an
 * emergency gives himself such a grant.
 */
export interface AccessGrant {
  readonly id: string
  readonly tenantId: string
  readonly object: GrantedObject
  /** Receipt or file number of the object. */
  readonly objectNumber: string
  /** Unit that kept the object then: its heads are told of emergencies. */
  readonly orgUnitId?: string
  readonly effect: 'allow' | 'deny'
  readonly origin: 'single' | 'emergency'
  readonly person: Named
  readonly reason: string
  readonly givenBy: Named
  /** ISO 8601 instant from which it holds. */
  readonly givenAt: string
  /** ISO 8601 instant at which it ends by itself; until it is taken back when absent. */
  readonly endsAt?: string
  readonly takenBack?: { readonly by: Named; readonly at: string }
  readonly version: number
}

/** An emergency lasts so long. */
export const EMERGENCY_MS = 60 * 60_000
/** Who needs more single grants works in the wrong unit. */
export const MAX_GRANTS_OF_PERSON = 200

export function isInForce({ givenAt, endsAt, takenBack }: AccessGrant, at: string): boolean {
  return takenBack === undefined && givenAt <= at && (endsAt === undefined || at < endsAt)
}

export function keyOf({ id, effect }: Pick<AccessGrant, 'id' | 'effect'>): GrantKey {
  return effect === 'allow' ? allowKey(id) : denyKey(id)
}
