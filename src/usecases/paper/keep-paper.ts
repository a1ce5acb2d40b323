import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import {
  withHold,
  withoutHold,
  withReturned,
  withTaken,
  type TakeOutReason,
} from '../../domain/paper/paper-box.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import { changeBox, type BoxPorts } from '../shared/paper-boxes.ts'
import type { PaperState } from '../shared/paper-state.ts'
import { invalid } from '../shared/required.ts'

export interface TakeOutInput {
  readonly boxId: string
  readonly receiptNumber: string
  readonly reason: TakeOutReason
  readonly remark?: string | undefined
}

/** Takes the paper of one letter out of its box. @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` */
export type TakeOutPaper = (actor: Actor, input: TakeOutInput, signal: AbortSignal) => Promise<PaperState>

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` */
export type PutPaperBack = (
  actor: Actor,
  input: { readonly boxId: string; readonly itemId: string },
  signal: AbortSignal,
) => Promise<PaperState>

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` */
export type HoldPaper = (
  actor: Actor,
  input: { readonly boxId: string; readonly owner: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<PaperState>

/** @throws {MailroomError} `forbidden`, `not-found`, `validation-failed` */
export type ReleasePaper = (
  actor: Actor,
  input: { readonly boxId: string; readonly holdId: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<PaperState>

export function createTakeOutPaper(ports: BoxPorts): TakeOutPaper {
  return async function takeOutPaper(actor, { boxId, receiptNumber, reason, remark }, signal) {
    const machine = systemActor(actor.tenantId, actor.requestId)
    return changeBox(
      ports,
      actor,
      boxId,
      async (before) => {
        const { items } = await ports.incomingItems.list(machine, { receiptNumber }, { limit: 1 }, signal)
        const [item] = items
        if (item === undefined || !before.batches.some(({ batchId }) => batchId === item.batchId))
          throw invalid('receiptNumber', 'Das Papier dieses Schreibens liegt nicht in dieser Kiste.')
        const step = { at: ports.clock.now().toISOString(), by: personOf(actor) }
        const given = remark === undefined ? {} : { remark }
        const letter = { itemId: item.id, receiptNumber, reason, ...given, ...step }
        const changes = { letter: { after: { itemId: item.id, receiptNumber, reason, ...given } } }
        return { box: withTaken(before, letter), action: 'paper.taken-out', changes }
      },
      signal,
    )
  }
}

export function createPutPaperBack(ports: BoxPorts): PutPaperBack {
  return async function putPaperBack(actor, { boxId, itemId }, signal) {
    return changeBox(
      ports,
      actor,
      boxId,
      (before) => {
        const back = { at: ports.clock.now().toISOString(), by: personOf(actor) }
        const changes = { letter: { after: { itemId } } }
        return { box: withReturned(before, itemId, back), action: 'paper.put-back', changes }
      },
      signal,
    )
  }
}

export function createHoldPaper(ports: BoxPorts & { readonly ids: IdGenerator }): HoldPaper {
  return async function holdPaper(actor, { boxId, owner, reason }, signal) {
    return changeBox(
      ports,
      actor,
      boxId,
      (before) => {
        const placed = { placedAt: ports.clock.now().toISOString(), placedBy: personOf(actor) }
        const hold = { id: ports.ids.next(), owner, reason, ...placed }
        const changes = { hold: { after: { id: hold.id, owner } } }
        return { box: withHold(before, hold), action: 'paper.held', changes, reason }
      },
      signal,
    )
  }
}

export function createReleasePaper(ports: BoxPorts): ReleasePaper {
  return async function releasePaper(actor, { boxId, holdId, reason }, signal) {
    return changeBox(
      ports,
      actor,
      boxId,
      (before) => {
        const changes = { hold: { before: before.holds.find(({ id }) => id === holdId) } }
        return { box: withoutHold(before, holdId), action: 'paper.released', changes, reason }
      },
      signal,
    )
  }
}
