import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requirePerson } from '../shared/require-person.ts'
import { sessionIdOf } from '../shared/session-id.ts'

/** Ends one of the own sessions, wherever it is. @throws {MailroomError} `forbidden`, `not-found` */
export type EndSession = (actor: Actor, sessionId: string, signal: AbortSignal) => Promise<void>

export function createEndSession(ports: {
  readonly signIn: SignInStore
  readonly digest: Digest
  readonly clock: Clock
  readonly ledger: Ledger
}): EndSession {
  return async function endSession(actor, sessionId, signal) {
    requirePerson(actor)
    await ports.ledger.change(
      actor,
      async () => {
        const own = await ports.signIn.listSessions(actor, actor.userId, ports.clock.now(), signal)
        const ended = own.find(({ tokenHash }) => sessionIdOf(ports.digest, tokenHash) === sessionId)
        if (ended === undefined) throw new MailroomError('not-found', 'There is no such session.')
        await ports.signIn.removeSession(ended.tokenHash, signal)
        const object = { kind: 'session', id: sessionId } as const
        return { result: undefined, events: [{ action: 'session.revoked', object }], changed: [] }
      },
      signal,
    )
  }
}
