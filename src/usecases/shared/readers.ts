import { isDenyKey, levelOf, type Actor, type GrantKey } from '../../domain/access/actor.ts'
import { grantKeysOf, permissionsOf } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { OrgUnits, Users } from '../../ports/organisation.ts'

export interface ReaderPorts {
  readonly users: Users
  readonly orgUnits: OrgUnits
}

interface Readable {
  readonly readKeys: readonly GrantKey[]
}

/**
 * What few may know must not end up with nobody: a record that no one can open is lost.
 *
 * @param without somebody who is shut out by the change
 * @throws {MailroomError} `state-conflict`
 */
export async function requireReaderLeft(
  { users, orgUnits }: ReaderPorts,
  actor: Actor,
  before: Readable,
  after: Readable,
  signal: AbortSignal,
  without?: string,
): Promise<void> {
  const isSame = JSON.stringify(before.readKeys) === JSON.stringify(after.readKeys)
  if (isSame || (levelOf(after.readKeys) === 'normal' && without === undefined)) return
  const units = await orgUnits.list(actor, signal)
  const isLeft = (await users.list(actor, signal)).some(
    (user) =>
      !user.disabled &&
      user.id !== without &&
      permissionsOf(user.roles).has('items:read') &&
      grantKeysOf(user, units).some((key) => after.readKeys.includes(key)),
  )
  if (isLeft) return
  throw new MailroomError('state-conflict', 'Nobody would be left who may read this.', {
    facts: { level: levelOf(after.readKeys) },
  })
}

/**
 * Those who could read a record before are told of the change too, because it may have to leave their pages; whoever was
 * shut out of it before is not.
 */
export function noticedBy(before: Readable, after: Readable): GrantKey[] {
  const isKept = (key: GrantKey): boolean => !isDenyKey(key) || before.readKeys.includes(key)
  return [...new Set([...before.readKeys, ...after.readKeys.filter(isKept)])]
}
