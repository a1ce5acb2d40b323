import type { GrantKey, Person } from '../access/actor.ts'
import type { ProtectionClass } from '../batches/protection-class.ts'
import { MailroomError } from '../errors.ts'

/** Why the paper of a letter was taken out of its box: to be scanned again, to be kept for good, or to be given back. */
export const TAKE_OUT_REASONS = ['rescan', 'keep', 'give-back'] as const
export type TakeOutReason = (typeof TAKE_OUT_REASONS)[number]

/** `open`: paper lies in it; `requested`: one person has asked for its destruction, another one must agree; `destroyed`. */
export const BOX_STATES = ['open', 'requested', 'destroyed'] as const
export type BoxState = (typeof BOX_STATES)[number]

interface Step {
  readonly at: string
  readonly by: Person
}

export interface BoxedBatch extends Step {
  readonly batchId: string
  /** Such as `ST-2026-000012`. */
  readonly number: string
}

export interface TakenLetter extends Step {
  readonly itemId: string
  readonly receiptNumber: string
  readonly reason: TakeOutReason
  readonly remark?: string
  /** Set when it lies in the box again. */
  readonly back?: Step
}

export interface PaperHold {
  readonly id: string
  /** Who claims that the paper is kept. */
  readonly owner: string
  readonly reason: string
  readonly placedAt: string
  readonly placedBy: Person
}

/** What was destroyed, as the protocol has it. */
export interface PaperDestruction {
  readonly requested: Step
  readonly approved: Step
  /** How, as the second person has it: firm, shredder. */
  readonly manner: string
  readonly letters: number
  readonly pages: number
}

/** A box of paper that was scanned. Instants are ISO 8601 in UTC. */
export interface PaperBox {
  readonly id: string
  readonly tenantId: string
  /** From 1, without gaps: box 17. */
  readonly number: number
  readonly place: string
  readonly state: BoxState
  readonly createdAt: string
  readonly createdBy: Person
  readonly batches: readonly BoxedBatch[]
  readonly taken: readonly TakenLetter[]
  readonly holds: readonly PaperHold[]
  readonly requested?: Step
  readonly destruction?: PaperDestruction
  readonly readKeys: readonly GrantKey[]
  readonly version: number
}

const MAX_BATCHES = 100
const MAX_TAKEN = 500
const MAX_HOLDS = 20

/** @throws {MailroomError} `state-conflict` */
export function requireBoxState({ id, state }: PaperBox, wanted: BoxState): void {
  if (state === wanted) return
  throw new MailroomError('state-conflict', `The box is in state "${state}".`, { facts: { boxId: id } })
}

export function withBatch(box: PaperBox, batch: BoxedBatch): PaperBox {
  requireBoxState(box, 'open')
  if (box.batches.length >= MAX_BATCHES)
    throw invalid('batchId', `Eine Kiste nimmt höchstens ${MAX_BATCHES} Stapel auf.`)
  return { ...box, batches: [...box.batches, batch] }
}

/** Whether the paper of the letter is out of the box now. */
export function isOut({ taken }: Pick<PaperBox, 'taken'>, itemId: string): boolean {
  return taken.some((one) => one.itemId === itemId && one.back === undefined)
}

/** @throws {MailroomError} `state-conflict` for paper that is out already, or is destroyed */
export function withTaken(box: PaperBox, letter: TakenLetter): PaperBox {
  if (box.state === 'destroyed' || isOut(box, letter.itemId))
    throw new MailroomError('state-conflict', 'The paper does not lie in this box.', {
      facts: { boxId: box.id, itemId: letter.itemId },
    })
  if (box.taken.length >= MAX_TAKEN)
    throw invalid('itemId', `Aus einer Kiste werden höchstens ${MAX_TAKEN} Schreiben entnommen.`)
  return { ...box, taken: [...box.taken, letter] }
}

/** @throws {MailroomError} `state-conflict` for paper that is not out */
export function withReturned(box: PaperBox, itemId: string, back: Step): PaperBox {
  requireBoxState(box, 'open')
  if (!isOut(box, itemId))
    throw new MailroomError('state-conflict', 'The paper was not taken out.', { facts: { boxId: box.id } })
  return {
    ...box,
    taken: box.taken.map((one) => (one.itemId === itemId && one.back === undefined ? { ...one, back } : one)),
  }
}

/** What is being destroyed is held up, too. */
export function withHold(box: PaperBox, hold: PaperHold): PaperBox {
  if (box.state === 'destroyed') requireBoxState(box, 'open')
  if (box.holds.length >= MAX_HOLDS)
    throw invalid('owner', `Mehr als ${MAX_HOLDS} Sperren sind nicht möglich.`)
  return { ...box, holds: [...box.holds, hold] }
}

/** @throws {MailroomError} `validation-failed` without such a hold */
export function withoutHold(box: PaperBox, holdId: string): PaperBox {
  if (!box.holds.some(({ id }) => id === holdId)) throw invalid('holdId', 'Diese Sperre gibt es nicht.')
  return { ...box, holds: box.holds.filter(({ id }) => id !== holdId) }
}

/** Asked for by one person; nothing happens to the paper yet. */
export function withRequest(box: PaperBox, requested: Step): PaperBox {
  requireBoxState(box, 'open')
  return { ...box, state: 'requested', requested }
}

export function withoutRequest(box: PaperBox): PaperBox {
  requireBoxState(box, 'requested')
  const { requested: _requested, ...rest } = box
  return { ...rest, state: 'open' }
}

/** @throws {MailroomError} `forbidden` for who has asked for it */
export function destroyedBox(box: PaperBox, given: Omit<PaperDestruction, 'requested'>): PaperBox {
  requireBoxState(box, 'requested')
  const { requested } = box
  if (requested === undefined || requested.by.userId === given.approved.by.userId)
    throw new MailroomError('forbidden', 'Whoever asks for a destruction does not approve it.', {
      facts: { boxId: box.id },
    })
  return { ...box, state: 'destroyed', destruction: { ...given, requested } }
}

/**
 * Why the paper of a box stays: nothing lies in it (`empty`), a batch is open, its time is not over, somebody holds it, a
 * check is open or was never drawn, a letter is not indexed, its type was raised above its check, or asks for its paper.
 */
export const PAPER_BLOCKERS = [
  'empty',
  'batch-open',
  'too-early',
  'hold',
  'legal-hold',
  'check-open',
  'not-drawn',
  'not-checked',
  'letter-open',
  'keeps-paper',
] as const
export type PaperBlocker = (typeof PAPER_BLOCKERS)[number]

/** The day from which paper may be destroyed: so many weeks after its batch was closed. @returns `YYYY-MM-DD` */
export function destroyableFrom(
  closedOn: string,
  protectionClass: ProtectionClass,
  paperWeeks: Readonly<Record<ProtectionClass, number>>,
): string {
  const day = new Date(`${closedOn}T00:00:00.000Z`)
  day.setUTCDate(day.getUTCDate() + paperWeeks[protectionClass] * 7)
  return day.toISOString().slice(0, 10)
}

function invalid(path: string, message: string): MailroomError {
  return new MailroomError('validation-failed', message, { faults: [{ path, message }] })
}
