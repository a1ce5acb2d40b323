import { isInForce } from '../../domain/access/access-grant.ts'
import { grantIdOf, isDenyKey, levelOf, type Actor, type GrantKey } from '../../domain/access/actor.ts'
import { grantKeysOf, permissionsOf } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { Clock } from '../../ports/clock.ts'
import type { OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import { todayOf } from './today.ts'

export interface ReaderPorts {
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly accessGrants: AccessGrants
  readonly tenants: Tenants
  readonly clock: Clock
}

interface Readable {
  readonly readKeys: readonly GrantKey[]
}

/**
 * What few may know, or some are shut out of, must not end up with nobody: a record that no one can open is lost.
 *
 * @throws {MailroomError} `state-conflict`
 */
export async function requireReaderLeft(
  ports: ReaderPorts,
  actor: Actor,
  before: Readable,
  after: Readable,
  signal: AbortSignal,
): Promise<void> {
  const { readKeys } = after
  const isSame = JSON.stringify(before.readKeys) === JSON.stringify(readKeys)
  if (isSame || (levelOf(readKeys) === 'normal' && !readKeys.some(isDenyKey))) return
  const units = await ports.orgUnits.list(actor, signal)
  const today = await todayOf(ports, actor, signal)
  const shutOut = await shutOutOf(ports, actor, readKeys, signal)
  const isLeft = (await ports.users.list(actor, signal)).some(
    (user) =>
      !user.disabled &&
      !shutOut.has(user.id) &&
      permissionsOf(user.roles).has('items:read') &&
      grantKeysOf(user, units, today).some((key) => readKeys.includes(key)),
  )
  if (isLeft) return
  throw new MailroomError('state-conflict', 'Nobody would be left who may read this.', {
    facts: { level: levelOf(readKeys) },
  })
}

async function shutOutOf(
  { accessGrants, clock }: ReaderPorts,
  actor: Actor,
  readKeys: readonly GrantKey[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const now = clock.now().toISOString()
  const ids = readKeys.filter(isDenyKey).map(grantIdOf)
  const grants = await Promise.all(ids.map((id) => accessGrants.find(actor, id, signal)))
  const inForce = grants.filter((grant) => grant !== undefined && isInForce(grant, now))
  return new Set(inForce.flatMap((grant) => grant?.person.userId ?? []))
}

/**
 * Those who could read a record before are told of the change too, because it may have to leave their pages; whoever was
 * shut out of it before is not.
 */
export function noticedBy(before: Readable, after: Readable): GrantKey[] {
  const isKept = (key: GrantKey): boolean => !isDenyKey(key) || before.readKeys.includes(key)
  return [...new Set([...before.readKeys, ...after.readKeys.filter(isKept)])]
}
