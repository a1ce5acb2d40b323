import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { newScan, type IntegrityScan } from '../../domain/integrity/scan.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { IntegrityStore } from '../../ports/integrity-store.ts'
import type { Ledger } from '../shared/ledger.ts'

/** Asks for a scan of all that the tenant has stored; one that is open already is taken. @throws {MailroomError} `forbidden` */
export type RequestScan = (actor: Actor, signal: AbortSignal) => Promise<IntegrityScan>

export function createRequestScan(ports: {
  readonly integrityStore: IntegrityStore
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
}): RequestScan {
  return async function requestScan(actor, signal) {
    requirePermission(actor, 'integrity:check')
    return ports.ledger.change(
      actor,
      async () => {
        const open = await ports.integrityStore.openScan(actor, signal)
        if (open !== undefined) return { result: open, events: [], changed: [] }
        const scan = newScan({
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          trigger: actor.kind === 'system' ? 'schedule' : 'person',
          requestedBy: { userId: actor.userId, displayName: actor.displayName },
          createdAt: ports.clock.now().toISOString(),
        })
        await ports.integrityStore.insertScan(actor, scan, signal)
        const object = { kind: 'integrity-scan', id: scan.id } as const
        return { result: scan, events: [{ action: 'integrity.scan-requested', object }], changed: [] }
      },
      signal,
    )
  }
}
