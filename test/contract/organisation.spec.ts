import { expect } from 'chai'
import type { RoutingRule } from '../../src/domain/routing/rule.ts'
import { codeOf, newId, newTenant, signal, unitOf, userOf } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('organisation', function (stores) {
  it('finds tenants by id and by a slug that is given once', async function () {
    const tenant = (name: string, slug = newId()) => ({
      id: newId(),
      slug,
      name,
      receiptPrefix: 'MZ',
      timeZone: 'Europe/Berlin',
    })
    const [mainz, trier] = [tenant('Mainz'), tenant('Trier')]
    await stores.tenants.insert(trier, signal)
    await stores.tenants.insert(mainz, signal)
    expect(await stores.tenants.find(mainz.id, signal)).to.deep.equal(mainz)
    expect(await stores.tenants.findBySlug(trier.slug, signal)).to.deep.equal(trier)
    expect(await stores.tenants.find(newId(), signal)).to.equal(undefined)
    expect(await stores.tenants.findBySlug('', signal)).to.equal(undefined)
    expect(await codeOf(stores.tenants.insert(tenant('Neu', mainz.slug), signal))).to.equal('already-exists')
    expect(await codeOf(stores.tenants.insert({ ...mainz, slug: newId() }, signal))).to.equal(
      'already-exists',
    )
    expect(await stores.tenants.all(signal)).to.deep.equal([mainz, trier])
  })

  it('remembers of which roles a tenant demands a second factor', async function () {
    const { id, machine } = newTenant()
    const tenant = { id, slug: newId(), name: 'Mainz', receiptPrefix: 'MZ', timeZone: 'Europe/Berlin' }
    await stores.tenants.insert(tenant, signal)
    await stores.tenants.saveSecondFactorRoles(newTenant().machine, ['clerk'], signal)
    expect(await stores.tenants.find(id, signal)).to.deep.equal(tenant)
    await stores.tenants.saveSecondFactorRoles(machine, ['admin', 'head'], signal)
    const expected = { ...tenant, secondFactorRoles: ['admin', 'head'] }
    expect(await stores.tenants.find(id, signal)).to.deep.equal(expected)
  })

  it('lists units by number and shows them to everyone of the tenant', async function () {
    const { id, machine, social } = newTenant()
    const arrangedBy = { userId: 'u1', displayName: 'Ada' }
    const succession = { toUnitId: 'u', arrangedBy }
    const group = unitOf(id, { number: '200', kind: 'group', validTo: '2026-03-31', succession })
    const units = [...['33', '33.2', '33.10', '100'].map((number) => unitOf(id, { number })), group]
    for (const unit of [...units].reverse()) await stores.orgUnits.insert(machine, unit, signal)
    expect(await stores.orgUnits.list(social, signal)).to.deep.equal(units)
    expect(await stores.orgUnits.list(newTenant().machine, signal)).to.deep.equal([])
    const ids = [group, ...units].map((unit) => unit.id)
    expect(await stores.orgUnits.findAll(social, [...ids.slice(0, 3), newId()], signal)).to.deep.equal([
      units[0],
      units[1],
      group,
    ])
    expect(await stores.orgUnits.findAll(social, [], signal)).to.deep.equal([])
    expect(await stores.orgUnits.findAll(newTenant().machine, ids, signal)).to.deep.equal([])
  })

  it('has the same document type in two tenants, each with its own name', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const type = (tenantId: string, id: string, name: string) => ({
      id,
      tenantId,
      name,
      retired: false,
      version: 1,
    })
    const [invoice, form] = [type(one.id, 'rechnung', 'Rechnung'), type(one.id, 'antrag', 'Änderungsantrag')]
    await stores.documentTypes.insert(one.machine, invoice, signal)
    await stores.documentTypes.insert(one.machine, form, signal)
    const other = type(two.id, 'rechnung', 'Faktura')
    await stores.documentTypes.insert(two.machine, other, signal)
    expect(await stores.documentTypes.list(one.social, signal)).to.deep.equal([form, invoice])
    expect(await stores.documentTypes.find(two.social, 'rechnung', signal)).to.deep.equal(other)
  })

  it('knows who stands in for whom on a day, in the own tenant', async function () {
    const { id, machine, social } = newTenant()
    const deputyship = (firstDay: string, lastDay: string, deputyId = 'deputy') => {
      return {
        id: newId(),
        tenantId: id,
        absentId: 'absent',
        deputyId,
        firstDay,
        lastDay,
        orgUnitIds: ['u'],
        version: 1,
      }
    }
    const past = deputyship('2026-03-01', '2026-03-04')
    const present = deputyship('2026-03-05', '2026-03-05')
    const coming = deputyship('2026-03-06', '2026-03-09')
    const others = deputyship('2026-03-05', '2026-03-06', 'somebody')
    const { deputyId: _nobody, ...alone } = deputyship('2026-03-05', '2026-03-12')
    for (const one of [coming, past, others, present, alone])
      await stores.deputyships.insert(machine, one, signal)
    const on = (day: string) => stores.deputyships.underWay(social, 'deputy', day, signal)
    expect(await on('2026-03-05')).to.deep.equal([present])
    expect(await on('2026-03-04')).to.deep.equal([past])
    expect(await on('2026-03-10')).to.deep.equal([])
    expect(await stores.deputyships.list(social, '2026-03-05', signal)).to.deep.equal([
      alone,
      coming,
      others,
      present,
    ])
    const { machine: stranger } = newTenant()
    expect(await stores.deputyships.underWay(stranger, 'deputy', '2026-03-05', signal)).to.deep.equal([])
    expect(await stores.deputyships.list(stranger, '2026-03-05', signal)).to.deep.equal([])
    expect(await stores.deputyships.find(stranger, present.id, signal)).to.equal(undefined)
  })

  it('lists rules in the order in which they are asked, and removes them for good', async function () {
    const { id, machine, social } = newTenant()
    const rule = (priority: number): RoutingRule => ({
      id: newId(),
      tenantId: id,
      name: 'Regel',
      enabled: true,
      priority,
      conditions: [{ field: 'text', operator: 'matches', value: '^a.*b$' }],
      target: { orgUnitId: 'u' },
      version: 1,
    })
    const [low, high, alsoHigh] = [rule(1), rule(9), rule(9)]
    for (const each of [alsoHigh, low, high]) await stores.routingRules.insert(machine, each, signal)
    expect(await stores.routingRules.list(social, signal)).to.deep.equal([high, alsoHigh, low])
    expect(await codeOf(stores.routingRules.remove(newTenant().machine, high.id, signal))).to.equal(
      'not-found',
    )
    await stores.routingRules.remove(machine, high.id, signal)
    expect(await codeOf(stores.routingRules.remove(machine, high.id, signal))).to.equal('not-found')
    expect(await stores.routingRules.list(social, signal)).to.deep.equal([alsoHigh, low])
  })

  it('gives each login name once in the installation', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const [zoe, anna] = [userOf(one.id, { displayName: 'Zoe' }), userOf(one.id, { displayName: 'anna' })]
    for (const user of [zoe, anna]) await stores.users.insert(one.machine, user, signal)
    const same = userOf(two.id, { username: zoe.username })
    expect(await codeOf(stores.users.insert(two.machine, same, signal))).to.equal('already-exists')
    const renamed = { ...anna, username: zoe.username }
    expect(await codeOf(stores.users.save(one.machine, renamed, signal))).to.equal('already-exists')
    expect(await stores.users.list(one.social, signal)).to.deep.equal([anna, zoe])
    expect(await stores.users.list(two.social, signal)).to.deep.equal([])
  })

  it('keeps the days of single posts, and none where a person has none', async function () {
    const { id, machine } = newTenant()
    const postDays = [
      { orgUnitId: 'u', validFrom: '2026-01-01' },
      { orgUnitId: 'v', validTo: '2026-03-31' },
    ]
    const user = userOf(id, { orgUnitIds: ['u', 'v'], postDays })
    await stores.users.insert(machine, user, signal)
    expect(await stores.users.find(machine, user.id, signal)).to.deep.equal(user)
    expect(await stores.signIn.findUser(id, user.id, signal)).to.deep.equal(user)
    const { postDays: _none, ...plain } = user
    const saved = await stores.users.save(machine, plain, signal)
    expect(await stores.users.find(machine, user.id, signal)).to.deep.equal(saved)
    expect(saved).not.to.have.property('postDays')
  })
})
