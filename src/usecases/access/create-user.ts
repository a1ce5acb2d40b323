import type { Actor, Role } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { BreachedPasswords } from '../../ports/breached-passwords.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { OrgUnits, Users } from '../../ports/organisation.ts'
import type { PasswordHasher } from '../../ports/sign-in.ts'
import {
  requireGivenRoles,
  requirePassword,
  requireUnits,
  withPostDays,
  type PostDaysInput,
} from '../shared/users.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface CreateUserInput {
  readonly username: string
  readonly displayName: string
  readonly password: string
  readonly roles: readonly Role[]
  readonly orgUnitIds: readonly string[]
  /** Of posts that do not last for ever. */
  readonly postDays?: readonly PostDaysInput[] | undefined
  /** Whether he may know what is confidential in his units. */
  readonly cleared?: boolean | undefined
}

/** @throws {MailroomError} `forbidden`, `validation-failed`, `already-exists` */
export type CreateUser = (actor: Actor, input: CreateUserInput, signal: AbortSignal) => Promise<User>

export function createCreateUser(ports: {
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly passwordHasher: PasswordHasher
  readonly breachedPasswords: BreachedPasswords
  readonly ledger: Ledger
  readonly ids: IdGenerator
}): CreateUser {
  return async function createUser(actor, { password, cleared = false, postDays = [], ...input }, signal) {
    requirePermission(actor, 'users:manage')
    requirePassword(ports, { password, path: 'password', owner: input })
    requireGivenRoles(input.roles)
    const passwordHash = await ports.passwordHasher.hash(password)
    return ports.ledger.change(
      actor,
      async () => {
        await requireUnits(ports, actor, input.orgUnitIds, signal)
        const bare: User = {
          ...input,
          ...(cleared ? { cleared } : {}),
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          disabled: false,
          version: 1,
        }
        const user = withPostDays(bare, postDays)
        await ports.users.insert(actor, user, signal)
        await ports.users.savePasswordHash(actor, user.id, passwordHash, signal)
        const object = { kind: 'user', id: user.id } as const
        const fields = ['username', 'displayName', 'roles', 'orgUnitIds', 'postDays', 'cleared'] as const
        const changes = firstValues<User>(user, fields)
        return { result: user, events: [{ action: 'user.created', object, changes }], changed: [] }
      },
      signal,
    )
  }
}
