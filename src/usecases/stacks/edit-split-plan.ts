import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { SplitEdit } from '../../domain/stacks/split-edit.ts'
import { asStack, edited } from '../../domain/stacks/stack-moves.ts'
import { scanOf, type BatchScan } from '../shared/batch-scans.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'

export interface EditedPlan extends BatchScan {
  /** Takes the edits back. */
  readonly undo: readonly SplitEdit[]
}

/**
 * Changes how a scan is to be divided.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `validation-failed`, `state-conflict` when it does not
 *   wait for a person
 */
export type EditSplitPlan = (
  actor: Actor,
  input: ItemReference & { readonly edits: readonly SplitEdit[] },
  signal: AbortSignal,
) => Promise<EditedPlan>

export function createEditSplitPlan(ports: ItemEditPorts): EditSplitPlan {
  return async function editSplitPlan(actor, { edits, ...reference }, signal) {
    requirePermission(actor, 'batches:edit')
    let undo: readonly SplitEdit[] = []
    const changed = await changeItem(
      ports,
      actor,
      reference,
      ({ item: before }) => {
        const after = edited(asStack(before), edits)
        undo = after.undo
        return { item: after.item, action: 'stack.edited', changes: { edits: { after: edits } } }
      },
      signal,
    )
    return { ...scanOf(changed), undo }
  }
}
