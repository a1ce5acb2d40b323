import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { returned } from '../../domain/intake/item-moves.ts'
import type { TrainingJournal } from '../../ports/training-journal.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { documentOf } from '../shared/load-item.ts'
import { teach } from '../shared/teach.ts'

/**
 * Sends a misrouted item back to the mailroom; the machine forgets that it belonged to the unit.
 *
 * @throws {MailroomError} `not-found`, `state-conflict`
 */
export type ReturnItem = (
  actor: Actor,
  input: ItemReference & { readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createReturnItem(
  ports: ItemEditPorts & { readonly trainingJournal: TrainingJournal },
): ReturnItem {
  return async function returnItem(actor, { reason, ...reference }, signal) {
    requirePermission(actor, 'items:route')
    return changeItem(
      ports,
      actor,
      reference,
      async (before) => {
        const item = returned(before.item)
        const was = before.item.target?.orgUnitId
        const document = documentOf(before, undefined)
        const lessons = was === undefined ? {} : { orgUnit: { retracted: was } }
        await teach(ports, actor, { item, document, lessons }, signal)
        return { item, action: 'item.returned', reason }
      },
      signal,
    )
  }
}
