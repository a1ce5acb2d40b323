import type { Actor } from '../../domain/access/actor.ts'

/** Ends the session of the token; a token that is none is no failure. */
export type SignOut = (actor: Actor, token: string, signal: AbortSignal) => Promise<void>
