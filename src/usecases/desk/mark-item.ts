import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import { marked } from '../../domain/intake/closing-mark.ts'
import type { ClosingMark } from '../../domain/intake/incoming-item.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import { currentStep } from '../../domain/routing/route-slip.ts'
import type { DeskEntries } from '../../ports/desk-entries.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { RouteSlips } from '../../ports/route-slips.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requireWholePosting } from '../shared/posting-parts.ts'
import { invalid, required } from '../shared/required.ts'

export interface MarkItemInput extends ItemReference {
  readonly mark: ClosingMark['kind']
  /** Only of what is set aside; six months after its arrival when absent. */
  readonly destroyOn?: string | undefined
  readonly reason?: string | undefined
}

/**
 * Ends the work on an item by a closing mark. What goes beside its procedure may still have open deadlines and
 * resubmissions, because the procedure goes on, requests for documents and route slips; all else waits for them.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `parts-missing`, `validation-failed`
 */
export type MarkItem = (actor: Actor, input: MarkItemInput, signal: AbortSignal) => Promise<ItemWithDocuments>

export function createMarkItem(
  ports: ItemEditPorts & OpenWorkPorts & { readonly tenants: Tenants },
): MarkItem {
  return async function markItem(actor, { mark, destroyOn, reason, ...reference }, signal) {
    requirePermission(actor, 'items:file')
    const { timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
    const now = ports.clock.now()
    if (destroyOn !== undefined && destroyOn <= calendarDayAt(now, timeZone)) {
      throw invalid('destroyOn', 'Der Tag der Vernichtung muss in der Zukunft liegen.')
    }
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item }) => {
        await requireWholePosting(ports, actor, item, signal)
        if (mark !== 'to-procedure') await requireNothingOpen(ports, actor, item.id, signal)
        const receivedOn = calendarDayAt(new Date(item.receivedAt), timeZone)
        const marking = { kind: mark, at: now.toISOString(), by: personOf(actor), receivedOn, destroyOn }
        return { item: marked(item, marking), action: `item.marked-${mark}`, reason }
      },
      signal,
    )
  }
}

interface OpenWorkPorts {
  readonly deskEntries: DeskEntries
  readonly followUps: FollowUps
  readonly routeSlips: RouteSlips
}

async function requireNothingOpen(
  { deskEntries, followUps, routeSlips }: OpenWorkPorts,
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
): Promise<void> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const object = { kind: 'incoming-item', id: itemId } as const
  const entries = await deskEntries.ofObject(machine, object, signal)
  const asked = await followUps.openOf(machine, [itemId], signal)
  const slips = await routeSlips.ofObject(machine, object, signal)
  const isSettled = entries.every(({ state }) => state !== 'open') && asked.length === 0
  if (isSettled && slips.every((slip) => currentStep(slip) === undefined)) return
  throw new MailroomError(
    'state-conflict',
    'Deadlines, resubmissions, requests for documents or route slips of the item are still open.',
    { facts: { itemId } },
  )
}
