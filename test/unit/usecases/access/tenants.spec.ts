import { expect } from 'chai'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import { systemActor } from '../../../../src/domain/access/actor.ts'
import { actorOfUser } from '../../../../src/domain/access/actor-of-user.ts'
import { createCreateTenant } from '../../../../src/usecases/access/create-tenant.ts'
import { createCreateUser } from '../../../../src/usecases/access/create-user.ts'
import { createFoundInstallation } from '../../../../src/usecases/access/found-tenant.ts'
import { createListTenants } from '../../../../src/usecases/access/list-tenants.ts'
import { createPatchUser } from '../../../../src/usecases/access/patch-user.ts'
import { createFindPublicTenant } from '../../../../src/usecases/intake/find-public-tenant.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, PASSWORD, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CITY = {
  name: 'Stadt Trier',
  slug: 'trier',
  receiptPrefix: 'TR',
  adminUsername: 'admin.trier',
  adminPassword: PASSWORD,
}

describe('tenants', function () {
  let mailroom: Mailroom
  let operator: Actor

  beforeEach(async function () {
    mailroom = await openMailroom()
    const { admin } = await createFoundInstallation(mailroom)(PASSWORD, SIGNAL)
    operator = actorOfUser(admin, [], '2026-03-02', 'request')
  })

  it('are made with one administrator, who holds no key to any post', async function () {
    const tenant = await createCreateTenant(mailroom)(operator, CITY, SIGNAL)
    const machine = systemActor(tenant.id, 'request')
    const users = await mailroom.users.list(machine, SIGNAL)
    const units = await mailroom.orgUnits.list(machine, SIGNAL)
    expect(users.map(({ username, roles }) => [username, roles])).to.deep.equal([['admin.trier', ['admin']]])
    expect(users.map((user) => actorOfUser(user, units, '2026-03-02', 'request').grantKeys)).to.deep.equal([
      [],
    ])
    expect(units.map(({ kind, name }) => [kind, name])).to.deep.equal([['root', 'Stadt Trier']])
  })

  it('are told in the chain of the installation and begin their own', async function () {
    const tenant = await createCreateTenant(mailroom)(operator, CITY, SIGNAL)
    const ours = await mailroom.auditLog.events(operator, 0, 10, SIGNAL)
    expect(ours.map(({ action, actor }) => [action, actor.displayName])).to.deep.equal([
      ['tenant-founded', 'Poststelle'],
      ['tenant.created', 'Betrieb'],
    ])
    const theirs = await mailroom.auditLog.events(systemActor(tenant.id, 'request'), 0, 10, SIGNAL)
    expect(theirs.map(({ action }) => action)).to.deep.equal(['tenant-founded'])
  })

  it('are listed without the installation itself, which citizens cannot write to', async function () {
    await createCreateTenant(mailroom)(operator, CITY, SIGNAL)
    const tenants = await createListTenants(mailroom)(operator, SIGNAL)
    expect(tenants.map(({ slug }) => slug)).to.have.members(['musterstadt', 'trier'])
    expect((await createFindPublicTenant(mailroom)('trier', SIGNAL)).name).to.equal('Stadt Trier')
    await expectFailure(createFindPublicTenant(mailroom)('installation', SIGNAL), 'not-found')
  })

  it('have names of their own', async function () {
    const createTenant = createCreateTenant(mailroom)
    await createTenant(operator, CITY, SIGNAL)
    await expectFailure(createTenant(operator, CITY, SIGNAL), 'already-exists')
    const taken = { ...CITY, slug: 'installation', adminUsername: 'somebody' }
    await expectFailure(createTenant(operator, taken, SIGNAL), 'validation-failed')
    expect(await mailroom.tenants.findBySlug('trier', SIGNAL)).not.to.equal(undefined)
  })

  it('cannot make anybody an operator of the installation', async function () {
    const ada = person('ada')
    const names = { username: 'neu', displayName: 'Neu', password: PASSWORD, orgUnitIds: [] }
    await expectFailure(
      createCreateUser(mailroom)(ada, { ...names, roles: ['operator'] }, SIGNAL),
      'validation-failed',
    )
    const input = { userId: 'ada', expectedVersion: 1, roles: ['admin', 'operator'] } as const
    await expectFailure(createPatchUser(mailroom)(ada, input, SIGNAL), 'validation-failed')
  })
})
