import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { handedOver, routed } from '../../domain/intake/item-moves.ts'
import type { TrainingJournal } from '../../ports/training-journal.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { documentOf } from '../shared/load-item.ts'
import { requireWholePosting } from '../shared/posting-parts.ts'
import { resolveTarget, type TargetPorts } from '../shared/resolve-target.ts'
import type { TargetInput } from '../shared/target-input.ts'
import { teach } from '../shared/teach.ts'

/** Sends an item to a unit's inbox. @throws {MailroomError} `not-found`, `state-conflict`, `parts-missing`, `validation-failed` */
export type RouteItem = (
  actor: Actor,
  input: ItemReference & { readonly target: TargetInput; readonly note?: string | undefined },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createRouteItem(
  ports: ItemEditPorts & TargetPorts & { readonly trainingJournal: TrainingJournal },
): RouteItem {
  return async function routeItem(actor, input, signal) {
    requirePermission(actor, 'items:route')
    return changeItem(
      ports,
      actor,
      input,
      async (before) => {
        await requireWholePosting(ports, actor, before.item, signal)
        const target = await resolveTarget(ports, actor, input.target, before, signal)
        const given = { at: ports.clock.now().toISOString(), note: input.note }
        const item = handedOver(routed(before.item, target), actor, given)
        const document = documentOf(before, undefined)
        await teach(ports, actor, { item, document, lessons: { orgUnit: target.orgUnitId } }, signal)
        return { item, action: 'item.routed', reason: input.note }
      },
      signal,
    )
  }
}
