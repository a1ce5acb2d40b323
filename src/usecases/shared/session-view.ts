import type { AssuranceLevel } from '../../domain/access/assurance.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Tenant, User } from '../../domain/access/organisation.ts'
import type { Permission } from '../../domain/access/policy.ts'

/** Who is signed in, as the user interface needs it. */
export interface SessionView {
  readonly user: User
  /** Units that exist today and in which the person has a post today. */
  readonly postUnitIds: readonly string[]
  readonly tenant: Tenant
  readonly permissions: readonly Permission[]
  /** The tenant demands a second factor, and until there is one the person may do nothing else. */
  readonly secondFactorMissing: boolean
  /** Identity provider that the person came from. */
  readonly providerId?: string | undefined
  /** How sure that provider was of who the person is. */
  readonly assurance?: AssuranceLevel | undefined
}

export interface ActiveSession {
  readonly actor: Actor
  readonly view: SessionView
}
