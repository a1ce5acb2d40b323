import type { ActiveSession } from '../shared/session-view.ts'
import { may } from '../../domain/access/policy.ts'
import { actorOfToken } from '../../domain/access/actor-of-user.ts'
import { isTouchDue } from '../../domain/access/session-times.ts'
import type { Clock } from '../../ports/clock.ts'
import { activeSessionOf, type PersonPorts } from '../shared/active-session.ts'
import type { Digest } from '../../ports/digest.ts'

/** The actor of a bearer token, built anew on each request. `undefined`: unknown, expired, or the owner is disabled. */
export type AuthenticateToken = (
  input: { readonly token: string; readonly requestId: string },
  signal: AbortSignal,
) => Promise<ActiveSession | undefined>

export function createAuthenticateToken(
  ports: PersonPorts & { readonly digest: Digest; readonly clock: Clock },
): AuthenticateToken {
  return async function authenticateToken({ token, requestId }, signal) {
    const now = ports.clock.now()
    const known = await ports.signIn.findToken(ports.digest.sha256(token), now, signal)
    if (known === undefined) return undefined
    const owner = await ports.signIn.findUser(known.tenantId, known.userId, signal)
    if (owner === undefined) return undefined
    if (isTouchDue(known.lastUsedAt, now)) await ports.signIn.touchToken(known.tokenHash, now, signal)
    const { actor, view } = await activeSessionOf(ports, owner, requestId, signal)
    const limited = actorOfToken(actor, known.scopes)
    const permissions = view.permissions.filter((permission) => may(limited, permission))
    return { actor: limited, view: { ...view, permissions } }
  }
}
