import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { closed } from '../../domain/intake/item-moves.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import { changeItem } from '../shared/change-item.ts'
import { closureOf, type ClosurePorts } from '../shared/closure-of.ts'
import { endCheck } from '../shared/scan-checks.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

export interface RejectInput extends ItemReference {
  readonly reason: string
  /** What whoever handed it in is told. */
  readonly notice: string
}

/**
 * Refuses an item for good: it stays in the register with its files, and is never opened if it was held.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`
 */
export type RejectItem = (actor: Actor, input: RejectInput, signal: AbortSignal) => Promise<ItemWithDocuments>

export function createRejectItem(ports: ClosurePorts & { readonly scanChecks: ScanChecks }): RejectItem {
  return async function rejectItem(actor, { reason, notice, ...reference }, signal) {
    requirePermission(actor, 'items:reject')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item }) => ({
        item: closed(item, 'rejected', { ...closureOf(ports, actor, reason), notice }),
        action: 'item.rejected',
        reason,
        events: await endCheck(ports, actor, item.id, signal),
      }),
      signal,
    )
  }
}
