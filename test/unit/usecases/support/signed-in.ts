import { askedBy, type Actor, type GrantKey } from '../../../../src/domain/access/actor.ts'
import { createResumeSession } from '../../../../src/usecases/access/resume-session.ts'
import type { ActiveSession } from '../../../../src/usecases/shared/session-view.ts'
import { SIGNAL, type Mailroom, type PersonName } from './mailroom.ts'

const DAY_MS = 86_400_000

/** The person at the next request, with all that the moment gives. */
export async function signedIn(mailroom: Mailroom, name: PersonName): Promise<Actor> {
  return (await sessionOf(mailroom, name)).actor
}

/** Keys by which he works, without those by which others can ask him. */
export function placeKeys(actor: Actor | undefined): GrantKey[] {
  return (actor?.grantKeys ?? []).filter((key) => askedBy(key) === undefined)
}

/** The same with what the pages are told of it. */
export async function sessionOf(mailroom: Mailroom, name: PersonName): Promise<ActiveSession> {
  const token = `token of ${name}`
  const tokenHash = mailroom.digest.sha256(token)
  const now = mailroom.clock.now()
  await mailroom.signIn.removeSession(tokenHash, SIGNAL)
  await mailroom.signIn.insertSession(
    {
      tokenHash,
      tenantId: 'tenant',
      userId: name,
      createdAt: now.toISOString(),
      lastSeenAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + DAY_MS).toISOString(),
      device: '',
    },
    SIGNAL,
  )
  const session = await createResumeSession(mailroom)({ token, requestId: 'r' }, SIGNAL)
  if (session === undefined) throw new Error('nobody is signed in')
  return session
}
