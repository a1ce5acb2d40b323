import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { IntegrityScan } from '../../domain/integrity/scan.ts'
import type { IntegrityStore } from '../../ports/integrity-store.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'

/** Newest first. @throws {MailroomError} `forbidden` */
export type ListScans = (actor: Actor, page: PageRequest, signal: AbortSignal) => Promise<Page<IntegrityScan>>

export function createListScans({ integrityStore }: { readonly integrityStore: IntegrityStore }): ListScans {
  return async function listScans(actor, page, signal) {
    requirePermission(actor, 'integrity:check')
    return integrityStore.listScans(actor, page, signal)
  }
}
