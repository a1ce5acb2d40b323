import type { ActiveSession } from '../shared/session-view.ts'

/** The actor of a session cookie, built anew on each request. `undefined`: nobody is signed in. */
export type ResumeSession = (
  input: { readonly token: string; readonly requestId: string },
  signal: AbortSignal,
) => Promise<ActiveSession | undefined>
