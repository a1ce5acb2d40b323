import type { Actor, TokenScope } from '../../domain/access/actor.ts'

export interface CreateTokenInput {
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /** ISO 8601 instant. */
  readonly expiresAt?: string | undefined
}

/** The token is shown once. @throws {MailroomError} `forbidden`, `validation-failed` */
export type CreateToken = (
  actor: Actor,
  input: CreateTokenInput,
  signal: AbortSignal,
) => Promise<{ readonly id: string; readonly token: string }>
