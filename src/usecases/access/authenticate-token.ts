import type { ActiveSession } from '../shared/session-view.ts'

/** The actor of a bearer token, built anew on each request. `undefined`: unknown, expired, or the owner is disabled. */
export type AuthenticateToken = (
  input: { readonly token: string; readonly requestId: string },
  signal: AbortSignal,
) => Promise<ActiveSession | undefined>
