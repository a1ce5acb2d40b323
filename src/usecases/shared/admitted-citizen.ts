import type { VerifiedSender } from '../../domain/access/assurance.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Tenant } from '../../domain/access/organisation.ts'

/** Somebody without an account who may hand in now: made only by `AdmitSubmission`. */
export interface AdmittedCitizen {
  readonly actor: Actor
  readonly tenant: Tenant
  /** Whose name a provider vouches for, when the citizen has signed in. */
  readonly sender?: VerifiedSender
}
