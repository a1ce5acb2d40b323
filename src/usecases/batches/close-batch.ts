import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { closedBatch, type Batch } from '../../domain/batches/batch.ts'
import { ledgerOf } from '../../domain/batches/page-ledger.ts'
import type { Batches } from '../../ports/batches.ts'
import type { Clock } from '../../ports/clock.ts'
import { loadScans, recordOf } from '../shared/batch-scans.ts'
import type { Ledger } from '../shared/ledger.ts'
import type { ItemPorts } from '../shared/load-item.ts'
import { required, requireVersion } from '../shared/required.ts'

/**
 * Closes a batch: balanced when every page is accounted for, else only with a reason.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict` when it is closed, or does not add up
 *   and no reason is given
 */
export type CloseBatch = (
  actor: Actor,
  input: {
    readonly batchId: string
    readonly reason?: string | undefined
    readonly expectedVersion?: number | undefined
  },
  signal: AbortSignal,
) => Promise<Batch>

export function createCloseBatch(
  ports: ItemPorts & { readonly batches: Batches; readonly ledger: Ledger; readonly clock: Clock },
): CloseBatch {
  return async function closeBatch(actor, { batchId, reason, expectedVersion }, signal) {
    requirePermission(actor, 'batches:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const before = required(await ports.batches.find(actor, batchId, signal))
        if (expectedVersion !== undefined) requireVersion(before, expectedVersion)
        const scans = await loadScans(ports, actor, batchId, signal)
        const ledger = ledgerOf(before, scans.map(recordOf))
        const at = ports.clock.now().toISOString()
        const given = reason === undefined ? {} : { reason }
        const closing = { at, by: personOf(actor), ...given, ledger }
        // A scan that comes in at the same time changes the batch, too: one of the two is tried again or refused.
        const result = await ports.batches.save(actor, closedBatch(before, closing), signal)
        const event = {
          action: result.state === 'balanced' ? 'batch.balanced' : 'batch.closed',
          object: { kind: 'batch', id: batchId },
          ...(result.closing?.reason === undefined ? {} : { reason: result.closing.reason }),
          changes: { state: { before: before.state, after: result.state }, ledger: { after: ledger } },
        } as const
        return { result, events: [event], changed: [] }
      },
      signal,
    )
  }
}
