import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Inconsistency } from '../../domain/integrity/inconsistency.ts'
import { findInconsistencies, type InconsistencyPorts } from '../shared/find-inconsistencies.ts'

/** What of the tenant's records is half there. @throws {MailroomError} `forbidden` */
export type CheckConsistency = (actor: Actor, signal: AbortSignal) => Promise<readonly Inconsistency[]>

export function createCheckConsistency(ports: InconsistencyPorts): CheckConsistency {
  return async function checkConsistency(actor, signal) {
    requirePermission(actor, 'integrity:check')
    // Only ids are told, so that who looks after the machine need not be allowed to read the letters.
    return findInconsistencies(ports, systemActor(actor.tenantId, actor.requestId), signal)
  }
}
