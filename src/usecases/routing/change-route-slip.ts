import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import {
  currentStep,
  MOST_STEPS,
  representedTarget,
  settled,
  withFuture,
  type RouteSlip,
} from '../../domain/routing/route-slip.ts'
import { requireWriting, workedOn } from '../shared/desk-entries.ts'
import { findRecord, type GrantedRecord } from '../shared/granted-record.ts'
import {
  futureSteps,
  routeRecorded,
  ROUTE_CHANGED,
  ROUTE_STEP_DONE,
  ROUTE_STEP_SKIPPED,
  shownSlip,
  type RouteSlipPorts,
  type RouteStepInput,
  type ShownSlip,
} from '../shared/route-slips.ts'
import { invalid, required, requireVersion } from '../shared/required.ts'

interface SlipReference {
  readonly slipId: string
  /** From `If-Match`; whatever version there is when absent. */
  readonly expectedVersion?: number | undefined
}

export interface ChangeRouteSlipInput extends SlipReference {
  /** In the place of all that are to come. */
  readonly steps: readonly RouteStepInput[]
}

/** Other steps to come. @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed`, `version-mismatch` */
export type ChangeRouteSlip = (
  actor: Actor,
  input: ChangeRouteSlipInput,
  signal: AbortSignal,
) => Promise<ShownSlip>

export function createChangeRouteSlip(ports: RouteSlipPorts): ChangeRouteSlip {
  return async function changeRouteSlip(actor, input, signal) {
    requirePermission(actor, 'items:index')
    return ports.ledger.change(
      actor,
      async () => {
        const { before, found } = await openSlip(ports, actor, input, signal)
        requireWriting(actor, before.object)
        const after = withFuture(before, await futureSteps(ports, actor, input.steps, found, signal))
        if (after.steps.length > MOST_STEPS)
          throw invalid('steps', `Es gehen höchstens ${MOST_STEPS} Schritte.`)
        return saved(ports, actor, found, { action: ROUTE_CHANGED, before, after }, signal)
      },
      signal,
    )
  }
}

export interface SettleRouteStepInput extends SlipReference {
  readonly stepId: string
  readonly outcome: 'done' | 'skipped'
  /** A remark; why it is skipped. */
  readonly words?: string | undefined
}

/**
 * Ends the step at turn, and the next one is. Done is said by who was asked or who stands in for him; skipped, with a reason,
 * also by those who work on the object.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed`, `version-mismatch`
 */
export type SettleRouteStep = (
  actor: Actor,
  input: SettleRouteStepInput,
  signal: AbortSignal,
) => Promise<ShownSlip>

export function createSettleRouteStep(ports: RouteSlipPorts): SettleRouteStep {
  return async function settleRouteStep(actor, input, signal) {
    requirePermission(actor, 'items:index')
    const { stepId, outcome, words = '' } = input
    if (outcome === 'skipped' && words === '') throw invalid('words', 'Bitte geben Sie an, warum.')
    return ports.ledger.change(
      actor,
      async () => {
        const { before, found } = await openSlip(ports, actor, input, signal)
        const { maySettle, maySkip } = shownSlip(actor, before, found)
        const isAllowed = outcome === 'done' ? maySettle : maySkip
        if (currentStep(before) !== undefined && !isAllowed)
          throw new MailroomError('forbidden', 'Others are asked in this step.')
        const after = settled(before, stepId, outcome, {
          at: ports.clock.now().toISOString(),
          by: personOf(actor),
          ...asDeputy(actor, before),
          ...(words === '' ? {} : { words }),
        })
        const action = outcome === 'done' ? ROUTE_STEP_DONE : ROUTE_STEP_SKIPPED
        const reason = outcome === 'skipped' ? words : undefined
        return saved(ports, actor, found, { action, before, after, reason }, signal)
      },
      signal,
    )
  }
}

function asDeputy(actor: Actor, slip: RouteSlip) {
  const step = currentStep(slip)
  const represented = step && representedTarget(actor, step.target)
  return represented === undefined ? {} : { onBehalfOf: represented }
}

/** On what people still work on. */
async function openSlip(
  ports: RouteSlipPorts,
  actor: Actor,
  { slipId, expectedVersion }: SlipReference,
  signal: AbortSignal,
): Promise<{ readonly before: RouteSlip; readonly found: GrantedRecord }> {
  const before = required(await ports.routeSlips.find(actor, slipId, signal))
  const found = await findRecord(ports, actor, before.object, signal)
  await workedOn(ports, actor, before.object, signal)
  if (expectedVersion !== undefined) requireVersion(before, expectedVersion)
  return { before, found }
}

async function saved(
  ports: RouteSlipPorts,
  actor: Actor,
  found: GrantedRecord,
  change: Parameters<typeof routeRecorded>[3],
  signal: AbortSignal,
) {
  const after = await ports.routeSlips.save(actor, change.after, signal)
  return routeRecorded(ports, actor, found, { ...change, after }, signal)
}
