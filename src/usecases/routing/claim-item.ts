import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { claimed } from '../../domain/intake/item-moves.ts'
import type { Clock } from '../../ports/clock.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Takes an item to work on; of several who try at once one wins. @throws {MailroomError} `not-found`, `state-conflict` */
export type ClaimItem = (
  actor: Actor,
  input: ItemReference,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createClaimItem(ports: ItemEditPorts & { readonly clock: Clock }): ClaimItem {
  return async function claimItem(actor, input, signal) {
    requirePermission(actor, 'items:claim')
    const at = ports.clock.now().toISOString()
    return changeItem(
      ports,
      actor,
      input,
      ({ item }) => ({ item: claimed(item, actor, at), action: 'item.claimed' }),
      signal,
    )
  }
}
