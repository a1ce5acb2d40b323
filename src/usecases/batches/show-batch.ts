import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import { ledgerOf, reconciliationOf, type PageLedger } from '../../domain/batches/page-ledger.ts'
import type { Reconciled } from '../../domain/batches/scanner-protocol.ts'
import type { Batches } from '../../ports/batches.ts'
import { loadScans, recordOf, type BatchScan } from '../shared/batch-scans.ts'
import type { ItemPorts } from '../shared/load-item.ts'
import { required } from '../shared/required.ts'

export interface BatchAccount {
  readonly batch: Batch
  readonly scans: readonly BatchScan[]
  /** As it is now; of a closed batch the closing tells what it was then. */
  readonly ledger: PageLedger
  readonly reconciliation: readonly Reconciled[]
}

/** A batch with its scans and the account of its pages. @throws {MailroomError} `forbidden`, `not-found` */
export type ShowBatch = (actor: Actor, batchId: string, signal: AbortSignal) => Promise<BatchAccount>

export function createShowBatch(ports: ItemPorts & { readonly batches: Batches }): ShowBatch {
  return async function showBatch(actor, batchId, signal) {
    requirePermission(actor, 'batches:read')
    const batch = required(await ports.batches.find(actor, batchId, signal))
    const scans = await loadScans(ports, actor, batchId, signal)
    const records = scans.map(recordOf)
    return {
      batch,
      scans,
      ledger: ledgerOf(batch, records),
      reconciliation: reconciliationOf(batch, records),
    }
  }
}
