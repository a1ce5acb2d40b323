import type { Actor } from '../../domain/access/actor.ts'
import type { Tenant } from '../../domain/access/organisation.ts'

/** Somebody without an account who may hand in now: made only by `AdmitSubmission`. */
export interface AdmittedCitizen {
  readonly actor: Actor
  readonly tenant: Tenant
}
