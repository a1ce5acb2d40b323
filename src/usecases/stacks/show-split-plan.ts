import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { scanOf, type BatchScan } from '../shared/batch-scans.ts'
import type { ItemPorts } from '../shared/load-item.ts'
import { viewedItemWithDocuments } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** How a scan of several letters is to be divided, or was. @throws {MailroomError} `forbidden`, `not-found` */
export type ShowSplitPlan = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<BatchScan>

export function createShowSplitPlan(ports: ItemPorts & { readonly readLog: ReadLog }): ShowSplitPlan {
  return async function showSplitPlan(actor, itemId, signal) {
    requirePermission(actor, 'batches:read')
    return scanOf(await viewedItemWithDocuments(ports, actor, itemId, signal))
  }
}
