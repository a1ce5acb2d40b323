import type { Actor } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import type { Ledger } from './ledger.ts'
import { newSession, type SessionKey } from './new-session.ts'

export interface OpeningPorts {
  readonly signIn: SignInStore
  readonly ledger: Ledger
  readonly digest: Digest
  readonly clock: Clock
  readonly ids: IdGenerator
}

export interface SigningBrowser {
  readonly userAgent?: string | undefined
  /** Token that the browser has had so far: its session ends with the new one. */
  readonly previousToken?: string | undefined
}

/** @param how names the way in the audit chain, when it is not the password */
export async function openSession(
  ports: OpeningPorts,
  { actor, user, how }: { readonly actor: Actor; readonly user: User; readonly how?: string },
  { userAgent, previousToken }: SigningBrowser,
  signal: AbortSignal,
): Promise<SessionKey> {
  const { session, token, endsAt } = newSession(ports, user, userAgent)
  await ports.ledger.change(
    actor,
    async () => {
      if (previousToken !== undefined) {
        await ports.signIn.removeSession(ports.digest.sha256(previousToken), signal)
      }
      await ports.signIn.insertSession(session, signal)
      const object = { kind: 'user', id: user.id } as const
      const opened = { action: 'session.opened', object, ...(how === undefined ? {} : { reason: how }) }
      return { result: undefined, events: [opened], changed: [] }
    },
    signal,
  )
  return { token, endsAt }
}
