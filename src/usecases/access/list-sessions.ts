import type { Actor } from '../../domain/access/actor.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Session, SignInStore } from '../../ports/sign-in.ts'
import { requirePerson } from '../shared/require-person.ts'
import { sessionIdOf } from '../shared/session-id.ts'

/** A place where the person is signed in. */
export interface OwnSession extends Pick<Session, 'createdAt' | 'lastSeenAt' | 'device'> {
  readonly id: string
  /** The session of this very request. */
  readonly current: boolean
}

/** The own sessions, last used first. @throws {MailroomError} `forbidden` */
export type ListSessions = (
  actor: Actor,
  currentToken: string,
  signal: AbortSignal,
) => Promise<readonly OwnSession[]>

export function createListSessions(ports: {
  readonly signIn: SignInStore
  readonly digest: Digest
  readonly clock: Clock
}): ListSessions {
  return async function listSessions(actor, currentToken, signal) {
    requirePerson(actor)
    const current = ports.digest.sha256(currentToken)
    const sessions = await ports.signIn.listSessions(actor, actor.userId, ports.clock.now(), signal)
    return sessions.map(({ tokenHash, createdAt, lastSeenAt, device }) => ({
      id: sessionIdOf(ports.digest, tokenHash),
      createdAt,
      lastSeenAt,
      device,
      current: tokenHash === current,
    }))
  }
}
