import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { inverseOf, related, type DuplicateRelation } from '../../domain/duplicates/relation.ts'
import { requireForMail } from '../../domain/stacks/stack-moves.ts'
import type { Clock } from '../../ports/clock.ts'
import { changeItem, requireNotDisposed, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { invalid, required } from '../shared/required.ts'

export interface DecideDuplicateInput extends ItemReference {
  readonly otherItemId: string
  readonly relation: DuplicateRelation
}

/**
 * Says of two items that one leads and the other is its duplicate, or that they are different. Both keep their receipt
 * numbers, files and ways; each names the other one from now on, and the last word counts.
 *
 * @throws {MailroomError} `forbidden`, `not-found` for either of them, `validation-failed` for an item and itself, `state-conflict`
 *   when what came with either was destroyed
 */
export type DecideDuplicate = (
  actor: Actor,
  input: DecideDuplicateInput,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createDecideDuplicate(ports: ItemEditPorts & { readonly clock: Clock }): DecideDuplicate {
  return async function decideDuplicate(actor, { otherItemId, relation, ...reference }, signal) {
    requirePermission(actor, 'items:index')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item }) => {
        if (otherItemId === item.id) throw invalid('itemId', 'Ein Eingang ist keine Dublette seiner selbst.')
        const other = required(await ports.incomingItems.find(actor, otherItemId, signal))
        requireNotDisposed(other)
        requireForMail(other, 'item.duplicate-decided')
        const said = { at: ports.clock.now().toISOString(), by: personOf(actor) }
        const inverse = inverseOf(relation)
        const ofThis = { itemId: other.id, receiptNumber: other.receiptNumber, relation, ...said }
        const ofOther = { itemId: item.id, receiptNumber: item.receiptNumber, relation: inverse, ...said }
        await ports.incomingItems.save(actor, related(other, ofOther), signal)
        const action = 'item.duplicate-decided'
        return {
          item: related(item, ofThis),
          action,
          changes: { duplicate: { after: { receiptNumber: other.receiptNumber, relation } } },
          events: [
            {
              action,
              object: { kind: 'incoming-item', id: other.id },
              changes: { duplicate: { after: { receiptNumber: item.receiptNumber, relation: inverse } } },
            },
          ],
          changed: [{ kind: 'item', id: other.id, readKeys: other.readKeys }],
        }
      },
      signal,
    )
  }
}
