import type { Actor } from '../../domain/access/actor.ts'
import type { Tenant, User } from '../../domain/access/organisation.ts'
import type { Permission } from '../../domain/access/policy.ts'

/** Who is signed in, as the user interface needs it. */
export interface SessionView {
  readonly user: User
  readonly tenant: Tenant
  readonly permissions: readonly Permission[]
}

export interface ActiveSession {
  readonly actor: Actor
  readonly view: SessionView
}
