import { EMERGENCY_MS, keyOf, type AccessGrant } from '../../domain/access/access-grant.ts'
import { holdsKey, levelOf, systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf, withGrants } from '../../domain/access/actor-of-user.ts'
import { requirePermission, unitIdsOf } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { changeRecordAccess, findNumbered, type GrantedRecord } from '../shared/granted-record.ts'
import type { Ledger, Recorded } from '../shared/ledger.ts'
import type { RecordAccessPorts } from '../shared/record-access.ts'
import { required } from '../shared/required.ts'

export interface OpenInEmergencyInput {
  /** Receipt or file number, exactly. */
  readonly number: string
  readonly reason: string
}

/**
 * Opens one named record for an hour to somebody who has no right to it. Heads of its unit and the data protection officer
 * are told; every look is written down. What is strict, and what the person is shut out of, is not there for him in an
 * emergency either.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `rate-limited`, `state-conflict` when he may see it anyway
 */
export type OpenInEmergency = (
  actor: Actor,
  input: OpenInEmergencyInput,
  signal: AbortSignal,
) => Promise<AccessGrant>

export interface OpenInEmergencyPorts extends RecordAccessPorts {
  readonly accessGrants: AccessGrants
  readonly ledger: Ledger
  readonly rateLimiter: RateLimiter
  readonly clock: Clock
  readonly ids: IdGenerator
}

export function createOpenInEmergency(ports: OpenInEmergencyPorts): OpenInEmergency {
  return async function openInEmergency(actor, input, signal) {
    requirePermission(actor, 'access:emergency')
    await ports.rateLimiter.consume('emergency', actor.userId, signal)
    const opened = await ports.ledger.change(
      actor,
      async (): Promise<Recorded<AccessGrant | undefined>> => {
        const found = await reachable(ports, actor, input.number, signal)
        return found === undefined ? inVain(input) : opening(ports, actor, input, found, signal)
      },
      signal,
    )
    return required(opened)
  }
}

async function reachable(
  ports: OpenInEmergencyPorts,
  actor: Actor,
  number: string,
  signal: AbortSignal,
): Promise<GrantedRecord | undefined> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const found = await findNumbered(ports, machine, number, signal)
  if (found === undefined) return undefined
  const { readKeys } = found.record
  if (holdsKey(actor, readKeys)) {
    throw new MailroomError('state-conflict', 'This is open to you without an emergency.')
  }
  const isShutOut = readKeys.some((key) => actor.shutKeys?.includes(key))
  return isShutOut || levelOf(readKeys) === 'strict' ? undefined : found
}

/** Who tries numbers leaves a trace, too. */
function inVain({ number, reason }: OpenInEmergencyInput): Recorded<undefined> {
  const object = { kind: 'search', id: 'emergency' } as const
  const changes = { number: { after: number } }
  return {
    result: undefined,
    events: [{ action: 'access.emergency-in-vain', object, reason, changes }],
    changed: [],
  }
}

async function opening(
  ports: OpenInEmergencyPorts,
  actor: Actor,
  { reason }: OpenInEmergencyInput,
  found: GrantedRecord,
  signal: AbortSignal,
): Promise<Recorded<AccessGrant>> {
  const now = ports.clock.now()
  const [orgUnitId] = unitIdsOf(found.record.readKeys)
  const grant: AccessGrant = {
    id: ports.ids.next(),
    tenantId: actor.tenantId,
    object: { kind: found.kind, id: found.record.id },
    objectNumber: found.number,
    ...(orgUnitId === undefined ? {} : { orgUnitId }),
    effect: 'allow',
    origin: 'emergency',
    person: personOf(actor),
    reason,
    givenBy: personOf(actor),
    givenAt: now.toISOString(),
    endsAt: new Date(now.getTime() + EMERGENCY_MS).toISOString(),
    version: 1,
  }
  await ports.accessGrants.insert(actor, grant, signal)
  const exceptions = [...(found.record.exceptions ?? []), keyOf(grant)]
  const change = { action: 'access.emergency', reason, changes: { endsAt: { after: grant.endsAt } } }
  const opened = withGrants(actor, [grant])
  const { events, changed } = await changeRecordAccess(ports, opened, found, { exceptions }, change, signal)
  return { result: grant, events, changed }
}
