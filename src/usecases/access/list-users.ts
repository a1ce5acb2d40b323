import type { Actor } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Users } from '../../ports/organisation.ts'

/** By name. @throws {MailroomError} `forbidden` */
export type ListUsers = (actor: Actor, signal: AbortSignal) => Promise<readonly User[]>

export function createListUsers({ users }: { readonly users: Users }): ListUsers {
  return async function listUsers(actor, signal) {
    requirePermission(actor, 'users:manage')
    return users.list(actor, signal)
  }
}
