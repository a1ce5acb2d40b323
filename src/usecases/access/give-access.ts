import {
  keyOf,
  MAX_GRANTS_OF_PERSON,
  type AccessGrant,
  type GrantedObject,
} from '../../domain/access/access-grant.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { User } from '../../domain/access/organisation.ts'
import { permissionsOf, requirePermission, unitIdsOf } from '../../domain/access/policy.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import { changeRecordAccess, findRecord } from '../shared/granted-record.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requireSettling, type RecordAccessPorts } from '../shared/record-access.ts'
import { invalid } from '../shared/required.ts'

export interface GiveAccessInput {
  readonly object: GrantedObject
  readonly userId: string
  readonly effect: AccessGrant['effect']
  readonly reason: string
  /** ISO 8601 instant; until it is taken back when absent. */
  readonly endsAt?: string | undefined
}

/**
 * Lets one person into an item or case file, or shuts him out of it, as a head of the unit that keeps it.
 *
 * @throws {MailroomError} `not-found`, `forbidden`, `validation-failed`, `state-conflict`
 */
export type GiveAccess = (actor: Actor, input: GiveAccessInput, signal: AbortSignal) => Promise<AccessGrant>

export interface GiveAccessPorts extends RecordAccessPorts {
  readonly accessGrants: AccessGrants
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
}

export function createGiveAccess(ports: GiveAccessPorts): GiveAccess {
  return async function giveAccess(actor, input, signal) {
    requirePermission(actor, 'access:grant')
    return ports.ledger.change(
      actor,
      async () => {
        const found = await findRecord(ports, actor, input.object, signal)
        requireSettling(actor, found.record)
        const now = ports.clock.now().toISOString()
        const person = await requireGrantee(ports, actor, input, now, signal)
        const endsAt = endOf(input, now)
        const [orgUnitId] = unitIdsOf(found.record.readKeys)
        const grant: AccessGrant = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          object: input.object,
          objectNumber: found.number,
          ...(orgUnitId === undefined ? {} : { orgUnitId }),
          effect: input.effect,
          origin: 'single',
          person: { userId: person.id, displayName: person.displayName },
          reason: input.reason,
          givenBy: personOf(actor),
          givenAt: now,
          ...(endsAt === undefined ? {} : { endsAt }),
          version: 1,
        }
        await ports.accessGrants.insert(actor, grant, signal)
        const exceptions = [...(found.record.exceptions ?? []), keyOf(grant)]
        const { events, changed } = await changeRecordAccess(
          ports,
          actor,
          found,
          { exceptions },
          {
            action: input.effect === 'allow' ? 'access.allowed' : 'access.denied',
            reason: input.reason,
            changes: { person: { after: person.displayName }, endsAt: { after: grant.endsAt } },
          },
          signal,
        )
        return { result: grant, events, changed }
      },
      signal,
    )
  }
}

function endOf({ endsAt }: GiveAccessInput, now: string): string | undefined {
  if (endsAt === undefined) return undefined
  const end = new Date(endsAt).toISOString()
  if (end <= now) throw invalid('endsAt', 'Der Zeitpunkt liegt in der Vergangenheit.')
  return end
}

async function requireGrantee(
  { users, accessGrants }: GiveAccessPorts,
  actor: Actor,
  { userId, object, effect }: GiveAccessInput,
  now: string,
  signal: AbortSignal,
): Promise<User> {
  const user = await users.find(actor, userId, signal)
  if (user === undefined || user.disabled || !permissionsOf(user.roles).has('items:read')) {
    throw invalid('userId', 'Diese Person arbeitet nicht mit Post.')
  }
  const held = await accessGrants.inForce(actor, userId, now, signal)
  if (held.length >= MAX_GRANTS_OF_PERSON) {
    throw invalid('userId', 'Diese Person hat schon zu viele einzelne Freigaben.')
  }
  if (
    held.some(
      (grant) => grant.object.id === object.id && grant.effect === effect && grant.origin === 'single',
    )
  ) {
    throw invalid('userId', 'Für diese Person gilt das schon.')
  }
  return user
}
