import { expect } from 'chai'
import { composeUseCases } from '../../../src/compose-use-cases.ts'
import { ROLES, type Actor } from '../../../src/domain/access/actor.ts'
import { citizenActor } from '../../../src/domain/access/actor-of-user.ts'
import { permissionsOf } from '../../../src/domain/access/policy.ts'
import { isMailroomError } from '../../../src/domain/errors.ts'
import type { UseCases } from '../../../src/http/use-cases.ts'
import { GUARDED } from './support/guarded-use-cases.ts'
import type { Guarded } from './support/guarded.ts'
import { SIGNAL } from './support/mailroom.ts'

class TouchedError extends Error {
  override readonly name = 'TouchedError'
}

/** Ports of which no function may be called. */
function untouchable(): Parameters<typeof composeUseCases>[0] {
  const touched = (): never => {
    throw new TouchedError('a port was called')
  }
  const port = new Proxy(touched, { get: () => touched })
  return new Proxy({}, { get: () => port }) as Parameters<typeof composeUseCases>[0]
}

type Outcome = 'refused' | 'went on'

async function outcomeOf({ call }: Guarded, actor: Actor): Promise<Outcome> {
  try {
    await call(composeUseCases(untouchable()), actor)
    return 'went on'
  } catch (error) {
    if (isMailroomError(error, 'forbidden')) return 'refused'
    if (error instanceof TouchedError) return 'went on'
    throw error
  }
}

const NOBODY: Actor = { ...citizenActor('tenant', 'request'), kind: 'user' }

describe('the right to each action', function () {
  for (const [name, guarded] of Object.entries(GUARDED)) {
    for (const role of ROLES) {
      const held = permissionsOf([role])
      const isAllowed = guarded.needs.every((permission) => held.has(permission))
      it(`${isAllowed ? 'is given to' : 'is withheld from'} ${role}: ${name}`, async function () {
        expect(await outcomeOf(guarded, { ...NOBODY, roles: [role] })).to.equal(
          isAllowed ? 'went on' : 'refused',
        )
      })
    }

    it(`is withheld from everybody without a role, before any port is asked: ${name}`, async function () {
      expect(await outcomeOf(guarded, NOBODY)).to.equal('refused')
      expect(await outcomeOf(guarded, { ...NOBODY, kind: 'citizen' })).to.equal('refused')
      expect(await outcomeOf(guarded, { ...NOBODY, kind: 'token', roles: ROLES, scopes: [] })).to.equal(
        'refused',
      )
    })
  }

  it('lets nobody but a person change a password', async function () {
    const input = { currentPassword: 'x', newPassword: 'long enough it is', clientAddress: 'a' }
    const call = (on: UseCases, actor: Actor): Promise<unknown> => on.changePassword(actor, input, SIGNAL)
    for (const kind of ['token', 'citizen', 'system'] as const) {
      expect(await outcomeOf({ needs: [], call }, { ...NOBODY, kind, roles: ROLES })).to.equal('refused')
    }
  })

  it('lets nobody but a person see and end tokens, sessions and second factors', async function () {
    const calls: readonly Guarded['call'][] = [
      (on, actor) => on.listTokens(actor, SIGNAL),
      (on, actor) => on.revokeToken(actor, 'id', SIGNAL),
      (on, actor) => on.listSessions(actor, 'token', SIGNAL),
      (on, actor) => on.endSession(actor, 'id', SIGNAL),
      (on, actor) => on.showSecondFactor(actor, SIGNAL),
      (on, actor) => on.startSecondFactor(actor, { currentPassword: 'x', clientAddress: 'a' }, SIGNAL),
      (on, actor) => on.confirmSecondFactor(actor, '000000', SIGNAL),
      (on, actor) =>
        on.removeSecondFactor(actor, { currentPassword: 'x', clientAddress: 'a', code: '000000' }, SIGNAL),
    ]
    for (const call of calls) {
      for (const kind of ['token', 'citizen', 'system'] as const) {
        expect(await outcomeOf({ needs: [], call }, { ...NOBODY, kind, roles: ROLES })).to.equal('refused')
      }
    }
  })
})
