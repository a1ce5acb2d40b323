import type { Actor } from '../../domain/access/actor.ts'
import { may, requirePermission } from '../../domain/access/policy.ts'
import { released } from '../../domain/intake/item-moves.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/**
 * Gives a claimed item back to the unit's inbox; who assigns work may do so for others.
 *
 * @throws {MailroomError} `not-found`, `state-conflict`
 */
export type ReleaseItem = (
  actor: Actor,
  input: ItemReference,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createReleaseItem(ports: ItemEditPorts): ReleaseItem {
  return async function releaseItem(actor, input, signal) {
    requirePermission(actor, 'items:claim')
    const mayForOthers = may(actor, 'items:assign')
    return changeItem(
      ports,
      actor,
      input,
      ({ item }) => ({ item: released(item, actor, mayForOthers), action: 'item.released' }),
      signal,
    )
  }
}
