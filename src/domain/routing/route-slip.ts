import {
  askedPersonKey,
  askedUnitKey,
  unitKeys,
  type Actor,
  type GrantKey,
  type Person,
} from '../access/actor.ts'
import type { Level } from '../access/confidentiality.ts'
import type { DeskObject } from '../desk/desk-entry.ts'
import { MailroomError } from '../errors.ts'

/** Zur Kenntnis, Mitzeichnung, Stellungnahme, Erledigung. */
export type RouteTask = 'inform' | 'cosign' | 'comment' | 'settle'

/** Whom a step asks; a group is a unit. */
export type RouteTarget =
  | ({ readonly kind: 'person' } & Person)
  | { readonly kind: 'unit'; readonly orgUnitId: string; readonly name: string }

/** The states of a participation in xdomea (Beteiligungsstatus 001 to 004). */
export type RouteStepState = 'future' | 'current' | 'done' | 'skipped'

export interface RouteStep {
  readonly id: string
  readonly target: RouteTarget
  readonly task: RouteTask
  readonly instruction?: string
  /** Whoever is asked may read the object up to this level, from his turn on. */
  readonly upTo: Level
  readonly state: RouteStepState
  /** ISO 8601: since when it is his turn. */
  readonly openedAt?: string
  readonly closed?: {
    readonly at: string
    readonly by: Person
    /** Who was asked, when a deputy has answered. */
    readonly onBehalfOf?: Person
    /** A remark, or why it was skipped. */
    readonly words?: string
  }
}

/**
 * The way of an item or case file past others (Laufzettel): one step after the other, one of them is at turn. It has no read
 * keys of its own: whoever may see the object sees it.
 */
export interface RouteSlip {
  readonly id: string
  readonly tenantId: string
  readonly object: DeskObject
  readonly steps: readonly RouteStep[]
  readonly createdAt: string
  readonly createdBy: Person
  readonly version: number
}

export const MOST_STEPS = 30
/** On one object, running and finished. */
export const MOST_SLIPS = 50

export function currentStep({ steps }: Pick<RouteSlip, 'steps'>): RouteStep | undefined {
  return steps.find(({ state }) => state === 'current')
}

/** The slip with the first step that is to come at turn, unless one is. */
export function movedOn<S extends Pick<RouteSlip, 'steps'>>(slip: S, at: string): S {
  if (currentStep(slip) !== undefined) return slip
  const next = slip.steps.find(({ state }) => state === 'future')
  const steps = slip.steps.map((step): RouteStep =>
    step === next ? { ...step, state: 'current', openedAt: at } : step,
  )
  return { ...slip, steps }
}

/** Ends the step at turn; the next one follows. @throws {MailroomError} `state-conflict` */
export function settled(
  slip: RouteSlip,
  stepId: string,
  state: 'done' | 'skipped',
  closed: NonNullable<RouteStep['closed']>,
): RouteSlip {
  if (currentStep(slip)?.id !== stepId)
    throw new MailroomError('state-conflict', 'This step is not at turn.', { facts: { stepId } })
  const steps = slip.steps.map((step) => (step.id === stepId ? { ...step, state, closed } : step))
  return movedOn({ ...slip, steps }, closed.at)
}

/** Other steps to come; what was, and what is at turn, stays. @throws {MailroomError} `state-conflict` when it has ended */
export function withFuture(slip: RouteSlip, future: readonly RouteStep[]): RouteSlip {
  if (currentStep(slip) === undefined)
    throw new MailroomError('state-conflict', 'This route slip has ended; begin another one.')
  return { ...slip, steps: [...slip.steps.filter(({ state }) => state !== 'future'), ...future] }
}

/** Whom to find slips by that wait for him. */
export function turnOf(target: RouteTarget): string {
  return target.kind === 'person' ? `person:${target.userId}` : `unit:${target.orgUnitId}`
}

/** Opens the object to whom the step asks. */
export function keyOfStep({ target, upTo }: Pick<RouteStep, 'target' | 'upTo'>): GrantKey {
  return target.kind === 'person' ? askedPersonKey(target.userId, upTo) : askedUnitKey(target.orgUnitId, upTo)
}

/** Whether the actor answers for whom a step asks: he is it, works there, leads there, or stands in for one of them. */
export function answersFor(actor: Actor, target: RouteTarget): boolean {
  if (target.kind === 'unit') return unitKeys(target.orgUnitId).some((key) => actor.grantKeys.includes(key))
  return actor.userId === target.userId || representedTarget(actor, target) !== undefined
}

/** Who was asked, when the actor only stands in for him. */
export function representedTarget(actor: Actor, target: RouteTarget): Person | undefined {
  if (target.kind === 'unit' || actor.userId === target.userId) return undefined
  const found = actor.represents?.find(({ userId }) => userId === target.userId)
  return found && { userId: found.userId, displayName: found.displayName }
}

export function targetName(target: RouteTarget): string {
  return target.kind === 'person' ? target.displayName : target.name
}
