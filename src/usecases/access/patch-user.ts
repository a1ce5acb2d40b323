import type { Actor, Role } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'

export interface PatchUserInput {
  readonly userId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly displayName?: string | undefined
  readonly password?: string | undefined
  readonly roles?: readonly Role[] | undefined
  readonly orgUnitIds?: readonly string[] | undefined
  readonly disabled?: boolean | undefined
}

/** Anything but a new display name ends the sessions of the user. @throws {MailroomError} `not-found`, `version-mismatch`, `validation-failed`, `state-conflict` */
export type PatchUser = (actor: Actor, input: PatchUserInput, signal: AbortSignal) => Promise<User>
