import type { ActiveSession } from '../shared/session-view.ts'

export interface SignInInput {
  readonly username: string
  readonly password: string
  /** Address of the client, as far as it can be trusted. */
  readonly clientAddress: string
  readonly requestId: string
}

export interface SignedIn extends ActiveSession {
  /** Opaque, 256 bits, hexadecimal; for the cookie only. */
  readonly token: string
  /** ISO 8601 instant at which the session ends whatever happens. */
  readonly endsAt: string
}

/** Same answer and time for unknown names, wrong passwords and disabled accounts. @throws {MailroomError} `unauthenticated`, `rate-limited` */
export type SignIn = (input: SignInInput, signal: AbortSignal) => Promise<SignedIn>
