import type { Actor, Role } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'

export interface CreateUserInput {
  readonly username: string
  readonly displayName: string
  readonly password: string
  readonly roles: readonly Role[]
  readonly orgUnitIds: readonly string[]
}

/** @throws {MailroomError} `forbidden`, `validation-failed`, `already-exists` */
export type CreateUser = (actor: Actor, input: CreateUserInput, signal: AbortSignal) => Promise<User>
