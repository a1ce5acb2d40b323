import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { itemReadKeys, requirePermission } from '../../domain/access/policy.ts'
import { withBatch, type PaperBox } from '../../domain/paper/paper-box.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import { boxEvent, changeBox, type BoxPorts } from '../shared/paper-boxes.ts'
import { paperStateOf, type PaperState } from '../shared/paper-state.ts'
import { required } from '../shared/required.ts'

/** The newest boxes first. @throws {MailroomError} `forbidden` */
export type ListBoxes = (actor: Actor, signal: AbortSignal) => Promise<readonly PaperBox[]>

/** @throws {MailroomError} `forbidden`, `not-found` */
export type ShowBox = (actor: Actor, boxId: string, signal: AbortSignal) => Promise<PaperState>

/** @throws {MailroomError} `forbidden` */
export type OpenBox = (
  actor: Actor,
  input: { readonly place: string },
  signal: AbortSignal,
) => Promise<PaperBox>

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` for a batch that lies in a box, `validation-failed` */
export type PutBatch = (
  actor: Actor,
  input: { readonly boxId: string; readonly batchNumber: string },
  signal: AbortSignal,
) => Promise<PaperState>

/** More boxes than a mailroom fills in years. */
const MAX_BOXES = 500

export function createListBoxes({ paperBoxes }: Pick<BoxPorts, 'paperBoxes'>): ListBoxes {
  return async function listBoxes(actor, signal) {
    requirePermission(actor, 'paper:manage')
    return paperBoxes.list(actor, MAX_BOXES, signal)
  }
}

export function createShowBox(ports: Omit<BoxPorts, 'ledger'>): ShowBox {
  return async function showBox(actor, boxId, signal) {
    requirePermission(actor, 'paper:manage')
    return paperStateOf(ports, actor, required(await ports.paperBoxes.find(actor, boxId, signal)), signal)
  }
}

export function createOpenBox(ports: BoxPorts & { readonly ids: IdGenerator }): OpenBox {
  return async function openBox(actor, { place }, signal) {
    requirePermission(actor, 'paper:manage')
    return ports.ledger.change(
      actor,
      async () => {
        const box: PaperBox = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          number: await ports.paperBoxes.nextNumber(actor, signal),
          place,
          state: 'open',
          createdAt: ports.clock.now().toISOString(),
          createdBy: personOf(actor),
          batches: [],
          taken: [],
          holds: [],
          readKeys: itemReadKeys({ filed: false, orgUnitIds: [] }),
          version: 1,
        }
        await ports.paperBoxes.insert(actor, box, signal)
        const changes = { number: { after: box.number }, place: { after: place } }
        return { result: box, events: [boxEvent(box, 'paper.box-opened', changes)], changed: [] }
      },
      signal,
    )
  }
}

export function createPutBatch(ports: BoxPorts): PutBatch {
  return async function putBatch(actor, { boxId, batchNumber }, signal) {
    return changeBox(
      ports,
      actor,
      boxId,
      async (before) => {
        const batch = required(await ports.batches.byNumber(actor, batchNumber, signal))
        const { id: batchId, number } = batch
        if (batch.paper !== undefined)
          throw new MailroomError('state-conflict', 'The paper of this batch lies in a box already.', {
            facts: { batchId, boxId: batch.paper.boxId },
          })
        const at = ports.clock.now().toISOString()
        const box = withBatch(before, { batchId, number, at, by: personOf(actor) })
        const paper = { boxId, number: box.number }
        // Two who put the same batch away at once both change it: one of them is tried again, and refused.
        await ports.batches.save(actor, { ...batch, paper }, signal)
        const object = { kind: 'batch', id: batchId } as const
        const also = [{ action: 'batch.paper-put', object, changes: { paper: { after: paper } } }]
        return { box, action: 'paper.batch-put', changes: { batch: { after: number } }, also }
      },
      signal,
    )
  }
}
