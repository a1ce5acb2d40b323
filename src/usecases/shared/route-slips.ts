import { levelOf, readsByException, worksOnPost, type Actor } from '../../domain/access/actor.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import { isActive } from '../../domain/access/organisation.ts'
import { settlesAccess } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { MailroomError } from '../../domain/errors.ts'
import {
  answersFor,
  currentStep,
  keyOfStep,
  targetName,
  type RouteSlip,
  type RouteStep,
  type RouteTarget,
  type RouteTask,
} from '../../domain/routing/route-slip.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { RouteSlips } from '../../ports/route-slips.ts'
import { onBehalfOf } from './deputyships.ts'
import { changeRecordAccess, type GrantedRecord } from './granted-record.ts'
import type { Ledger, Recorded } from './ledger.ts'
import type { RecordAccessPorts } from './record-access.ts'
import type { ReadLog } from './read-log.ts'
import { invalid } from './required.ts'
import { todayOf } from './today.ts'

export interface RouteSlipPorts extends RecordAccessPorts {
  readonly routeSlips: RouteSlips
  readonly ledger: Ledger
  readonly readLog: ReadLog
  readonly ids: IdGenerator
}

export interface RouteStepInput {
  readonly target: { readonly kind: RouteTarget['kind']; readonly id: string }
  readonly task: RouteTask
  readonly instruction?: string | undefined
}

/** A slip with what the actor may do to it while people still work on its object. */
export interface ShownSlip {
  readonly slip: RouteSlip
  /** Change the steps to come. */
  readonly mayChange: boolean
  /** End the step at turn as done. */
  readonly maySettle: boolean
  readonly maySkip: boolean
}

/** Who was only asked answers, and sends it on to nobody. */
export function shownSlip(actor: Actor, slip: RouteSlip, { record }: GrantedRecord): ShownSlip {
  const step = currentStep(slip)
  const worksOnIt = !readsByException(actor, record.readKeys)
  const maySettle = step !== undefined && answersFor(actor, step.target)
  return {
    slip,
    mayChange: step !== undefined && worksOnIt,
    maySettle,
    maySkip: maySettle || (step !== undefined && worksOnIt),
  }
}

/**
 * Up to which level the actor may open the object to others by a slip: what few may know only heads of its units do.
 *
 * @throws {MailroomError} `forbidden`
 */
function routableLevel(actor: Actor, { record }: GrantedRecord): Level {
  const { readKeys } = record
  const level = levelOf(readKeys)
  if (readsByException(actor, readKeys))
    throw new MailroomError('forbidden', 'Only who works on it sends it past others.')
  if (level !== 'normal' && !settlesAccess(actor, readKeys))
    throw new MailroomError('forbidden', 'Only a head of the unit sends on what few may know.')
  return level
}

/** Steps that are to come. @throws {MailroomError} `validation-failed` for who cannot be asked, `forbidden` */
export async function futureSteps(
  ports: RouteSlipPorts,
  actor: Actor,
  inputs: readonly RouteStepInput[],
  record: GrantedRecord,
  signal: AbortSignal,
): Promise<RouteStep[]> {
  const today = await todayOf(ports, actor, signal)
  const steps: Omit<RouteStep, 'upTo'>[] = []
  for (const [index, { target, task, instruction }] of inputs.entries()) {
    const found = await targetOf(ports, actor, target, today, signal)
    if (found === undefined)
      throw invalid(`steps.${index}.target`, 'Diese Person oder Stelle kann nicht gefragt werden.')
    steps.push({
      id: ports.ids.next(),
      target: found,
      task,
      ...(instruction === undefined || instruction === '' ? {} : { instruction }),
      state: 'future',
    })
  }
  const upTo = routableLevel(actor, record)
  return steps.map((step) => ({ ...step, upTo }))
}

async function targetOf(
  { users, orgUnits }: RouteSlipPorts,
  actor: Actor,
  { kind, id }: RouteStepInput['target'],
  today: string,
  signal: AbortSignal,
): Promise<RouteTarget | undefined> {
  if (kind === 'person') {
    const user = await users.find(actor, id, signal)
    if (user === undefined || user.disabled || !worksOnPost(user.roles)) return undefined
    return { kind, userId: user.id, displayName: user.displayName }
  }
  const unit = await orgUnits.find(actor, id, signal)
  if (unit === undefined || !isActive(unit, today)) return undefined
  return { kind, orgUnitId: unit.id, name: `${unit.number} ${unit.name}` }
}

export const ROUTE_STARTED = 'route.started'
export const ROUTE_CHANGED = 'route.changed'
export const ROUTE_STEP_DONE = 'route.step-done'
export const ROUTE_STEP_SKIPPED = 'route.step-skipped'
const ROUTE_STEP_OPENED = 'route.step-opened'

/**
 * What the chain and open pages are told of a slip, inside the running transaction; whoever is at turn now may read the
 * object from now on. Remarks are not told: the chain outlives the object that they stand on.
 */
export async function routeRecorded(
  ports: RouteSlipPorts,
  actor: Actor,
  found: GrantedRecord,
  {
    action,
    before,
    after,
    reason,
  }: {
    readonly action: string
    readonly before?: RouteSlip
    readonly after: RouteSlip
    readonly reason?: string | undefined
  },
  signal: AbortSignal,
): Promise<Recorded<ShownSlip>> {
  const { readKeys } = found.record
  const event: AuditEntry = {
    action,
    object: after.object,
    ...onBehalfOf(actor, readKeys),
    ...(reason === undefined ? {} : { reason }),
    changes: { steps: { ...(before && { before: told(before) }), after: told(after) } },
  }
  const opened = await openTurn(ports, actor, found, before, after, signal)
  const kind = after.object.kind === 'case-file' ? 'case-file' : 'item'
  return {
    result: shownSlip(actor, after, found),
    events: [event, ...opened.events],
    changed: [{ kind, id: after.object.id, readKeys }, ...opened.changed],
  }
}

function told({ steps }: RouteSlip): string[] {
  return steps.map(({ target, task, state }) => `${targetName(target)}: ${task}, ${state}`)
}

async function openTurn(
  ports: RouteSlipPorts,
  actor: Actor,
  found: GrantedRecord,
  before: RouteSlip | undefined,
  after: RouteSlip,
  signal: AbortSignal,
): Promise<Pick<Recorded<void>, 'events' | 'changed'>> {
  const step = currentStep(after)
  const exceptions = found.record.exceptions ?? []
  if (step === undefined || step.id === (before && currentStep(before)?.id))
    return { events: [], changed: [] }
  const key = keyOfStep(step)
  if (exceptions.includes(key)) return { events: [], changed: [] }
  const change = {
    action: ROUTE_STEP_OPENED,
    reason: step.task,
    changes: { asked: { after: targetName(step.target) } },
  }
  return changeRecordAccess(ports, actor, found, { exceptions: [...exceptions, key] }, change, signal)
}
