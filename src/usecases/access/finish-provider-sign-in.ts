import { assuranceOf } from '../../domain/access/assurance.ts'
import { goTogether, systemActor, type Actor, type Role } from '../../domain/access/actor.ts'
import {
  loginNameOf,
  rolesOf,
  type IdentityProvider,
  type ProvenIdentity,
} from '../../domain/access/identity-provider.ts'
import { changesBetween, firstValues } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { User } from '../../domain/access/organisation.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { IdentityProviders, OpenIdClient, SignInFlow } from '../../ports/identity-providers.ts'
import type { Users } from '../../ports/organisation.ts'
import { activeSessionOf, type PersonPorts } from '../shared/active-session.ts'
import type { Ledger } from '../shared/ledger.ts'
import { newSession, type SessionKey } from '../shared/new-session.ts'
import { required } from '../shared/required.ts'
import type { ActiveSession } from '../shared/session-view.ts'

export interface FinishProviderSignInInput {
  readonly flow: SignInFlow
  /** Address under which the browser came back, with everything that the provider added. */
  readonly callbackUrl: string
  readonly userAgent?: string | undefined
  readonly previousToken?: string | undefined
  readonly requestId: string
}

/**
 * Opens a session for the person that the provider names. Who comes for the first time gets an account; the roles follow
 * the groups at every sign-in, and without a role, or with roles that do not go together, nobody gets in. Accounts with a
 * password are never taken over.
 *
 * @throws {MailroomError} `unauthenticated`, `dependency-unavailable`
 */
export type FinishProviderSignIn = (
  input: FinishProviderSignInInput,
  signal: AbortSignal,
) => Promise<ActiveSession & SessionKey>

export interface FinishProviderSignInPorts extends PersonPorts {
  readonly identityProviders: IdentityProviders
  readonly openIdClient: OpenIdClient
  readonly users: Users
  readonly ledger: Ledger
  readonly digest: Digest
  readonly clock: Clock
  readonly ids: IdGenerator
}

interface Known {
  readonly user: User
  readonly events: readonly AuditEntry[]
}

export function createFinishProviderSignIn(ports: FinishProviderSignInPorts): FinishProviderSignIn {
  async function welcomed(
    actor: Actor,
    provider: IdentityProvider,
    identity: ProvenIdentity,
    roles: readonly Role[],
    signal: AbortSignal,
  ): Promise<Known> {
    const userId = await ports.identityProviders.findUserId(provider.id, identity.subject, signal)
    if (userId === undefined) return added(actor, provider, identity, roles, signal)
    const before = required(await ports.users.find(actor, userId, signal))
    if (before.disabled) throw refused()
    const changes = changesBetween<User>(before, { ...before, roles }, ['roles'])
    if (Object.keys(changes).length === 0) return { user: before, events: [] }
    const user = await ports.users.save(actor, { ...before, roles }, signal)
    const object = { kind: 'user', id: user.id } as const
    return { user, events: [{ action: 'user.changed', object, changes, reason: provider.name }] }
  }

  async function added(
    actor: Actor,
    provider: IdentityProvider,
    { subject, username, displayName }: ProvenIdentity,
    roles: readonly Role[],
    signal: AbortSignal,
  ): Promise<Known> {
    const id = ports.ids.next()
    // The end makes it a name of its own: whoever has the plain name here may be somebody else.
    const ending = ports.ids.randomHex(3)
    const user: User = {
      id,
      tenantId: provider.tenantId,
      username: `${loginNameOf(username) ?? 'person'}.${ending}`,
      displayName: displayName.trim() === '' ? username : displayName.trim(),
      roles,
      orgUnitIds: [],
      disabled: false,
      version: 1,
    }
    await ports.users.insert(actor, user, signal)
    await ports.identityProviders.link(actor, provider.id, subject, id, signal)
    const object = { kind: 'user', id } as const
    const changes = firstValues<User>(user, ['username', 'displayName', 'roles'])
    return { user, events: [{ action: 'user.created', object, changes, reason: provider.name }] }
  }

  return async function finishProviderSignIn({ flow, callbackUrl, requestId, ...browser }, signal) {
    const provider = await ports.identityProviders.find(flow.providerId, signal)
    if (provider?.kind !== 'staff') throw refused()
    const identity = await ports.openIdClient.finish(provider, callbackUrl, flow)
    const roles = rolesOf(provider, identity.groups)
    if (identity.subject === '' || roles.length === 0 || !goTogether(roles)) throw refused()
    const assurance = assuranceOf(provider.levelNames, identity.acr)
    const origin = { providerId: provider.id, ...(assurance === undefined ? {} : { assurance }) }
    const machine = systemActor(provider.tenantId, requestId)
    const { user, key } = await ports.ledger.change(
      machine,
      async () => {
        const known = await welcomed(machine, provider, identity, roles, signal)
        const { session, ...opened } = newSession(ports, known.user, browser.userAgent)
        if (browser.previousToken !== undefined) {
          await ports.signIn.removeSession(ports.digest.sha256(browser.previousToken), signal)
        }
        await ports.signIn.insertSession({ ...session, ...origin }, signal)
        const object = { kind: 'user', id: known.user.id } as const
        const events = [...known.events, { action: 'session.opened', object, reason: provider.name }]
        return { result: { user: known.user, key: opened }, events, changed: [] }
      },
      signal,
    )
    return { ...(await activeSessionOf(ports, user, requestId, signal, origin)), ...key }
  }
}

/** Says nothing about why: neither who has an account here, nor which groups count. */
function refused(): MailroomError {
  return new MailroomError('unauthenticated', 'The identity provider did not confirm the sign-in.')
}
