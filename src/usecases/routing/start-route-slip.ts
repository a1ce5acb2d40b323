import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { MailroomError } from '../../domain/errors.ts'
import { currentStep, MOST_SLIPS, movedOn } from '../../domain/routing/route-slip.ts'
import { requireWriting, workedOn } from '../shared/desk-entries.ts'
import { findRecord } from '../shared/granted-record.ts'
import {
  futureSteps,
  routeRecorded,
  ROUTE_STARTED,
  type RouteSlipPorts,
  type RouteStepInput,
  type ShownSlip,
} from '../shared/route-slips.ts'

export interface StartRouteSlipInput {
  readonly object: DeskObject
  readonly steps: readonly RouteStepInput[]
}

/**
 * Sends an item or case file past others, one after the other; one way at a time.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed`
 */
export type StartRouteSlip = (
  actor: Actor,
  input: StartRouteSlipInput,
  signal: AbortSignal,
) => Promise<ShownSlip>

export function createStartRouteSlip(ports: RouteSlipPorts): StartRouteSlip {
  return async function startRouteSlip(actor, { object, steps }, signal) {
    requireWriting(actor, object)
    const id = ports.ids.next()
    return ports.ledger.change(
      actor,
      async () => {
        await workedOn(ports, actor, object, signal)
        const found = await findRecord(ports, actor, object, signal)
        const future = await futureSteps(ports, actor, steps, found, signal)
        const slips = await ports.routeSlips.ofObject(actor, object, signal)
        if (slips.some((slip) => currentStep(slip) !== undefined))
          throw new MailroomError('state-conflict', 'A route slip is running; change its steps.')
        if (slips.length >= MOST_SLIPS)
          throw new MailroomError('state-conflict', `No more than ${MOST_SLIPS} slips are kept on one thing.`)
        const at = ports.clock.now().toISOString()
        const slip = movedOn(
          {
            id,
            tenantId: actor.tenantId,
            object,
            steps: future,
            createdAt: at,
            createdBy: personOf(actor),
            version: 1,
          },
          at,
        )
        await ports.routeSlips.insert(actor, slip, signal)
        return routeRecorded(ports, actor, found, { action: ROUTE_STARTED, after: slip }, signal)
      },
      signal,
    )
  }
}
