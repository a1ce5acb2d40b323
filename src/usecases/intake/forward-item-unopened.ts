import type { Actor } from '../../domain/access/actor.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { closed } from '../../domain/intake/item-moves.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import { changeItem } from '../shared/change-item.ts'
import { closureOf, type ClosurePorts } from '../shared/closure-of.ts'
import { endCheck } from '../shared/scan-checks.ts'

/** Closes an item that must be handed on without being read. @throws {MailroomError} `not-found`, `state-conflict` */
export type ForwardItemUnopened = (
  actor: Actor,
  input: ItemReference & { readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createForwardItemUnopened(
  ports: ClosurePorts & { readonly scanChecks: ScanChecks },
): ForwardItemUnopened {
  return async function forwardItemUnopened(actor, { reason, ...reference }, signal) {
    requirePermission(actor, 'items:route')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item }) => ({
        item: closed(item, 'closedForwarded', closureOf(ports, actor, reason)),
        action: 'item.forwarded-unopened',
        reason,
        events: await endCheck(ports, actor, item.id, signal),
      }),
      signal,
    )
  }
}
