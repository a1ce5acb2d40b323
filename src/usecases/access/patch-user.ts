import type { Actor, Role } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { BreachedPasswords } from '../../ports/breached-passwords.ts'
import type { OrgUnits, Users } from '../../ports/organisation.ts'
import type { PasswordHasher, SignInStore } from '../../ports/sign-in.ts'
import { required, requireVersion } from '../shared/required.ts'
import {
  requireGivenRoles,
  requirePassword,
  requireUnits,
  withPostDays,
  type PostDaysInput,
} from '../shared/users.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface PatchUserInput {
  readonly userId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly displayName?: string | undefined
  readonly password?: string | undefined
  readonly roles?: readonly Role[] | undefined
  readonly orgUnitIds?: readonly string[] | undefined
  /** In place of those there are; when absent, those of the units that stay. */
  readonly postDays?: readonly PostDaysInput[] | undefined
  readonly cleared?: boolean | undefined
  readonly disabled?: boolean | undefined
}

/** Anything but a new display name ends the sessions of the user, a new password the tokens too. @throws {MailroomError} `not-found`, `version-mismatch`, `validation-failed`, `state-conflict` */
export type PatchUser = (actor: Actor, input: PatchUserInput, signal: AbortSignal) => Promise<User>

export interface PatchUserPorts {
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly signIn: SignInStore
  readonly passwordHasher: PasswordHasher
  readonly breachedPasswords: BreachedPasswords
  readonly ledger: Ledger
}

const RIGHTS = ['roles', 'orgUnitIds', 'postDays', 'cleared', 'disabled'] as const

export function createPatchUser(ports: PatchUserPorts): PatchUser {
  async function saved(
    actor: Actor,
    input: PatchUserInput,
    passwordHash: string | undefined,
    signal: AbortSignal,
  ): Promise<{ before: User; after: User }> {
    const before = required(await ports.users.find(actor, input.userId, signal))
    requireVersion(before, input.expectedVersion)
    if (input.orgUnitIds !== undefined) await requireUnits(ports, actor, input.orgUnitIds, signal)
    const wanted = patched(before, input)
    requireAdminLeft(actor, wanted)
    const after = await ports.users.save(actor, wanted, signal)
    if (passwordHash !== undefined) await ports.users.savePasswordHash(actor, after.id, passwordHash, signal)
    return { before, after }
  }

  async function hashOf(
    actor: Actor,
    { userId, password }: PatchUserInput,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (password === undefined) return undefined
    const owner = required(await ports.users.find(actor, userId, signal))
    requirePassword(ports, { password, path: 'password', owner })
    return ports.passwordHasher.hash(password)
  }

  return async function patchUser(actor, input, signal) {
    requirePermission(actor, 'users:manage')
    if (input.roles !== undefined) requireGivenRoles(input.roles)
    const passwordHash = await hashOf(actor, input, signal)
    return ports.ledger.change(
      actor,
      async () => {
        const { before, after } = await saved(actor, input, passwordHash, signal)
        const rights = changesBetween<User>(before, after, RIGHTS)
        const endsSessions = passwordHash !== undefined || Object.keys(rights).length > 0
        if (endsSessions) await ports.signIn.removeSessionsOf(actor, after.id, signal)
        if (passwordHash !== undefined) await ports.signIn.removeTokensOf(actor, after.id, signal)
        const changes = {
          ...changesBetween<User>(before, after, ['displayName']),
          ...rights,
          ...(passwordHash === undefined ? {} : { password: { after: 'changed' } }),
        }
        const object = { kind: 'user', id: after.id } as const
        return { result: after, events: [{ action: 'user.changed', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

function patched(user: User, input: PatchUserInput): User {
  const { displayName, roles, orgUnitIds = user.orgUnitIds, cleared, disabled } = input
  const kept = (user.postDays ?? []).filter(({ orgUnitId }) => orgUnitIds.includes(orgUnitId))
  const changed = {
    ...user,
    displayName: displayName ?? user.displayName,
    roles: roles ?? user.roles,
    orgUnitIds,
    ...(cleared === undefined ? {} : { cleared }),
    disabled: disabled ?? user.disabled,
  }
  return withPostDays(changed, input.postDays ?? kept)
}

/** Nobody locks himself out: the last administrator would be gone. */
function requireAdminLeft(actor: Actor, user: User): void {
  if (user.id !== actor.userId || (!user.disabled && user.roles.includes('admin'))) return
  throw new MailroomError('state-conflict', 'You cannot take your own administration right away.')
}
