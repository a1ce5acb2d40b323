import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { assigned, handedOver } from '../../domain/intake/item-moves.ts'
import type { OrgUnits, Users } from '../../ports/organisation.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requireReader } from '../shared/resolve-target.ts'

/** Hands an item to a person of its unit. @throws {MailroomError} `not-found`, `state-conflict`, `validation-failed` */
export type AssignItem = (
  actor: Actor,
  input: ItemReference & { readonly assigneeId: string; readonly note?: string | undefined },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createAssignItem(
  ports: ItemEditPorts & { readonly orgUnits: OrgUnits; readonly users: Users },
): AssignItem {
  return async function assignItem(actor, { assigneeId, note, ...reference }, signal) {
    requirePermission(actor, 'items:assign')
    return changeItem(
      ports,
      actor,
      reference,
      async (before) => {
        const at = ports.clock.now().toISOString()
        const item = handedOver(assigned(before.item, assigneeId), actor, { at, note })
        const orgUnitId = item.target?.orgUnitId
        const { level } = item
        if (orgUnitId !== undefined) {
          await requireReader(ports, actor, { orgUnitId, assigneeId, level }, signal)
        }
        return { item, action: 'item.assigned', reason: note }
      },
      signal,
    )
  }
}
