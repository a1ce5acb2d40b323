import type { Actor } from '../../domain/access/actor.ts'
import { MAX_PASSKEYS, type Passkey, type PasskeyRegistration } from '../../domain/access/passkey.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { CeremonyOptions, Passkeys, PasskeyVerifier } from '../../ports/passkeys.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requireOwnPassword, type OwnPassword, type OwnPasswordPorts } from '../shared/own-password.ts'
import { isOwnChallenge, newChallenge, type ChallengePorts } from '../shared/passkey-challenge.ts'
import { requirePerson } from '../shared/require-person.ts'
import { required } from '../shared/required.ts'

/** The own ones, oldest first. @throws {MailroomError} `forbidden` */
export type ListPasskeys = (actor: Actor, signal: AbortSignal) => Promise<readonly Passkey[]>

export function createListPasskeys({ passkeys }: { readonly passkeys: Passkeys }): ListPasskeys {
  return async function listPasskeys(actor, signal) {
    requirePerson(actor)
    return passkeys.list(actor.tenantId, actor.userId, signal)
  }
}

/** What the browser needs to make a passkey for this person. @throws {MailroomError} `forbidden`, `rate-limited`, `validation-failed`, `state-conflict` */
export type BeginPasskey = (
  actor: Actor,
  input: OwnPassword & { readonly origin: string },
  signal: AbortSignal,
) => Promise<CeremonyOptions>

export function createBeginPasskey(
  ports: OwnPasswordPorts &
    ChallengePorts & {
      readonly passkeys: Passkeys
      readonly passkeyVerifier: PasskeyVerifier
      readonly tenants: Tenants
    },
): BeginPasskey {
  return async function beginPasskey(actor, input, signal) {
    requirePerson(actor)
    const user = await requireOwnPassword(ports, actor, input, signal)
    const known = await ports.passkeys.list(actor.tenantId, actor.userId, signal)
    if (known.length >= MAX_PASSKEYS) throw new MailroomError('state-conflict', 'There are enough passkeys.')
    const { name } = required(await ports.tenants.find(actor.tenantId, signal))
    return ports.passkeyVerifier.registrationOptions({
      origin: input.origin,
      siteName: `Poststelle ${name}`,
      challenge: newChallenge(ports, { userId: user.id }),
      user,
      known,
    })
  }
}

export interface AddPasskeyInput {
  readonly name: string
  readonly registration: PasskeyRegistration
  readonly origin: string
}

/** From now on the password alone opens nothing. @throws {MailroomError} `forbidden`, `validation-failed`, `already-exists` */
export type AddPasskey = (actor: Actor, input: AddPasskeyInput, signal: AbortSignal) => Promise<Passkey>

export function createAddPasskey(
  ports: ChallengePorts & {
    readonly passkeys: Passkeys
    readonly passkeyVerifier: PasskeyVerifier
    readonly ledger: Ledger
  },
): AddPasskey {
  return async function addPasskey(actor, { name, registration, origin }, signal) {
    requirePerson(actor)
    const made = await ports.passkeyVerifier.verifyRegistration({
      origin,
      registration,
      isOwnChallenge: (challenge) => isOwnChallenge(ports, challenge, actor),
    })
    const { tenantId, userId } = actor
    const createdAt = ports.clock.now().toISOString()
    const passkey = { id: ports.ids.next(), tenantId, userId, name, createdAt, ...made }
    await ports.ledger.change(
      actor,
      async () => {
        await ports.passkeys.insert(passkey, signal)
        return { result: undefined, events: [entry('user.passkey-added', passkey)], changed: [] }
      },
      signal,
    )
    return passkey
  }
}

/** @throws {MailroomError} `forbidden`, `not-found` */
export type RenamePasskey = (
  actor: Actor,
  input: { readonly id: string; readonly name: string },
  signal: AbortSignal,
) => Promise<void>

export function createRenamePasskey({ passkeys }: { readonly passkeys: Passkeys }): RenamePasskey {
  return async function renamePasskey(actor, { id, name }, signal) {
    requirePerson(actor)
    required((await passkeys.rename(actor, id, name, signal)) || undefined)
  }
}

/** @throws {MailroomError} `forbidden`, `rate-limited`, `validation-failed`, `not-found` */
export type RemovePasskey = (
  actor: Actor,
  input: OwnPassword & { readonly id: string },
  signal: AbortSignal,
) => Promise<void>

export function createRemovePasskey(
  ports: OwnPasswordPorts & { readonly passkeys: Passkeys; readonly ledger: Ledger },
): RemovePasskey {
  return async function removePasskey(actor, input, signal) {
    requirePerson(actor)
    const own = await ports.passkeys.list(actor.tenantId, actor.userId, signal)
    const passkey = required(own.find(({ id }) => id === input.id))
    await requireOwnPassword(ports, actor, input, signal)
    await ports.ledger.change(
      actor,
      async () => {
        required((await ports.passkeys.remove(actor, actor.userId, passkey.id, signal)) || undefined)
        return { result: undefined, events: [entry('user.passkey-removed', passkey)], changed: [] }
      },
      signal,
    )
  }
}

function entry(action: string, { userId, name }: Passkey) {
  return { action, object: { kind: 'user', id: userId }, reason: name } as const
}
