import type { ActiveSession } from '../shared/session-view.ts'
import { isTouchDue, sessionExpiry } from '../../domain/access/session-times.ts'
import type { Clock } from '../../ports/clock.ts'
import { activeSessionOf, type PersonPorts } from '../shared/active-session.ts'
import type { IdentityProviders } from '../../ports/identity-providers.ts'
import type { Digest } from '../../ports/digest.ts'

/** The actor of a session cookie, built anew on each request. `undefined`: nobody is signed in. */
export type ResumeSession = (
  input: { readonly token: string; readonly requestId: string },
  signal: AbortSignal,
) => Promise<ActiveSession | undefined>

export function createResumeSession(
  ports: PersonPorts & {
    readonly identityProviders: IdentityProviders
    readonly digest: Digest
    readonly clock: Clock
  },
): ResumeSession {
  /** With an identity provider all its sessions go. */
  async function isProviderThere(providerId: string | undefined, signal: AbortSignal): Promise<boolean> {
    if (providerId === undefined) return true
    return (await ports.identityProviders.find(providerId, signal)) !== undefined
  }

  return async function resumeSession({ token, requestId }, signal) {
    const now = ports.clock.now()
    const session = await ports.signIn.findSession(ports.digest.sha256(token), now, signal)
    if (session === undefined) return undefined
    if (!(await isProviderThere(session.providerId, signal))) return undefined
    const user = await ports.signIn.findUser(session.tenantId, session.userId, signal)
    if (user === undefined) return undefined
    if (isTouchDue(session.lastSeenAt, now)) {
      const expiresAt = sessionExpiry(new Date(session.createdAt), now)
      await ports.signIn.touchSession(session.tokenHash, now, expiresAt, signal)
    }
    return activeSessionOf(ports, user, requestId, signal, session)
  }
}
