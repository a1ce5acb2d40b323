import type { Actor } from '../../domain/access/actor.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Ledger } from '../shared/ledger.ts'

/** Ends the session of the token; a token that is none is no failure. */
export type SignOut = (actor: Actor, token: string, signal: AbortSignal) => Promise<void>

export function createSignOut({
  signIn,
  digest,
  ledger,
}: {
  readonly signIn: SignInStore
  readonly digest: Digest
  readonly ledger: Ledger
}): SignOut {
  return async function signOut(actor, token, signal) {
    await ledger.change(
      actor,
      async () => {
        await signIn.removeSession(digest.sha256(token), signal)
        const object = { kind: 'user', id: actor.userId } as const
        return { result: undefined, events: [{ action: 'session.ended', object }], changed: [] }
      },
      signal,
    )
  }
}
