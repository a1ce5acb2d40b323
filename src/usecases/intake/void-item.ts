import type { Actor } from '../../domain/access/actor.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { closed } from '../../domain/intake/item-moves.ts'
import { changeItem } from '../shared/change-item.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import { endCheck } from '../shared/scan-checks.ts'
import { closureOf, type ClosurePorts } from '../shared/closure-of.ts'

/** Takes a wrongly registered item out of circulation; its number stays used. @throws {MailroomError} `not-found`, `state-conflict` */
export type VoidItem = (
  actor: Actor,
  input: ItemReference & { readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createVoidItem(ports: ClosurePorts & { readonly scanChecks: ScanChecks }): VoidItem {
  return async function voidItem(actor, { reason, ...reference }, signal) {
    requirePermission(actor, 'items:void')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item }) => ({
        item: closed(item, 'voided', closureOf(ports, actor, reason)),
        action: 'item.voided',
        reason,
        events: await endCheck(ports, actor, item.id, signal),
      }),
      signal,
    )
  }
}
