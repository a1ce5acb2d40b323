import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { IntegrityScan } from '../../domain/integrity/scan.ts'
import type { IntegrityStore } from '../../ports/integrity-store.ts'
import { required } from '../shared/required.ts'

/** @throws {MailroomError} `forbidden`, `not-found` */
export type FindScan = (actor: Actor, id: string, signal: AbortSignal) => Promise<IntegrityScan>

export function createFindScan({ integrityStore }: { readonly integrityStore: IntegrityStore }): FindScan {
  return async function findScan(actor, id, signal) {
    requirePermission(actor, 'integrity:check')
    return required(await integrityStore.findScan(actor, id, signal))
  }
}
