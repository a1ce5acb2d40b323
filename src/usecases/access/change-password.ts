import type { Actor } from '../../domain/access/actor.ts'

export interface ChangePasswordInput {
  readonly currentPassword: string
  readonly newPassword: string
  readonly clientAddress: string
}

/** Ends every session of the user, this one too. @throws {MailroomError} `unauthenticated`, `rate-limited`, `validation-failed` */
export type ChangePassword = (actor: Actor, input: ChangePasswordInput, signal: AbortSignal) => Promise<void>
